class_name GodwitLabBody
extends GodwitSynced
## What a player of a lab predicts: plain numbers.
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
## Seconds that the dash still lasts. (only its owner sees it)
var dash: float = 0.0
## Emitted when a patch changed [member dash], with its value.
var dash_changed: Signal:
	get:
		return _signal_of(&"dash_changed")
## Seconds until the next dash. (only its owner sees it)
var pause: float = 0.0
## Emitted when a patch changed [member pause], with its value.
var pause_changed: Signal:
	get:
		return _signal_of(&"pause_changed")
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
