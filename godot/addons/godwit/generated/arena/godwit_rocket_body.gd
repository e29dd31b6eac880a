class_name GodwitRocketBody
extends GodwitSynced
## What flies when a rocket is launched.
##
## Generated from the contract; do not edit.

## The field x.
var x: float = 0.0
## Emitted when a patch changed [member x], with its value.
var x_changed: Signal:
	get:
		return _signal_of(&"x_changed")
## The field y.
var y: float = 0.0
## Emitted when a patch changed [member y], with its value.
var y_changed: Signal:
	get:
		return _signal_of(&"y_changed")
## The field vx.
var vx: float = 0.0
## Emitted when a patch changed [member vx], with its value.
var vx_changed: Signal:
	get:
		return _signal_of(&"vx_changed")
## The field vy.
var vy: float = 0.0
## Emitted when a patch changed [member vy], with its value.
var vy_changed: Signal:
	get:
		return _signal_of(&"vy_changed")
## Counts up, modulo 256, when the server has put it somewhere else.
var teleports: int = 0
## Emitted when a patch changed [member teleports], with its value.
var teleports_changed: Signal:
	get:
		return _signal_of(&"teleports_changed")
## Counts up, modulo 256, when the server has given it a push.
var pushes: int = 0
## Emitted when a patch changed [member pushes], with its value.
var pushes_changed: Signal:
	get:
		return _signal_of(&"pushes_changed")
## The tick after which the body was as it was told; since then it is stepped on both sides.
var since: int = 0
## Emitted when a patch changed [member since], with its value.
var since_changed: Signal:
	get:
		return _signal_of(&"since_changed")
