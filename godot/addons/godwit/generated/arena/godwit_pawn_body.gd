class_name GodwitPawnBody
extends GodwitSynced
## What a player predicts of a pawn: place, speed, ticks that a dash lasts, ticks until the next of each, and
## whether it is dead.
##
## Generated from the contract; do not edit.

## The field x. (only its owner sees it)
var x: float = 0.0
## Emitted when a patch changed [member x], with its value.
var x_changed: Signal:
	get:
		return _signal_of(&"x_changed")
## The field y. (only its owner sees it)
var y: float = 0.0
## Emitted when a patch changed [member y], with its value.
var y_changed: Signal:
	get:
		return _signal_of(&"y_changed")
## The field vx. (only its owner sees it)
var vx: float = 0.0
## Emitted when a patch changed [member vx], with its value.
var vx_changed: Signal:
	get:
		return _signal_of(&"vx_changed")
## The field vy. (only its owner sees it)
var vy: float = 0.0
## Emitted when a patch changed [member vy], with its value.
var vy_changed: Signal:
	get:
		return _signal_of(&"vy_changed")
## The field dash. (only its owner sees it)
var dash: float = 0.0
## Emitted when a patch changed [member dash], with its value.
var dash_changed: Signal:
	get:
		return _signal_of(&"dash_changed")
## The field dashWait. (only its owner sees it)
var dash_wait: float = 0.0
## Emitted when a patch changed [member dash_wait], with its value.
var dash_wait_changed: Signal:
	get:
		return _signal_of(&"dash_wait_changed")
## The field rifleWait. (only its owner sees it)
var rifle_wait: float = 0.0
## Emitted when a patch changed [member rifle_wait], with its value.
var rifle_wait_changed: Signal:
	get:
		return _signal_of(&"rifle_wait_changed")
## The field launcherWait. (only its owner sees it)
var launcher_wait: float = 0.0
## Emitted when a patch changed [member launcher_wait], with its value.
var launcher_wait_changed: Signal:
	get:
		return _signal_of(&"launcher_wait_changed")
## The field isOut. (only its owner sees it)
var is_out: float = 0.0
## Emitted when a patch changed [member is_out], with its value.
var is_out_changed: Signal:
	get:
		return _signal_of(&"is_out_changed")
## Counts up, modulo 256, when the server has put it somewhere else. (only its owner sees it)
var teleports: int = 0
## Emitted when a patch changed [member teleports], with its value.
var teleports_changed: Signal:
	get:
		return _signal_of(&"teleports_changed")
## Counts up, modulo 256, when the server has given it a push. (only its owner sees it)
var pushes: int = 0
## Emitted when a patch changed [member pushes], with its value.
var pushes_changed: Signal:
	get:
		return _signal_of(&"pushes_changed")
