class_name GodwitTictactoeState
extends GodwitState
## The whole state of a game; it is saved with its room, so nothing else needs saving.
##
## Generated from the contract; do not edit.

## Nine cells, row by row: "x", "o", or "." for an empty one.
var board: String = ""
## Emitted when a patch changed [member board], with its value.
var board_changed: Signal:
	get:
		return _signal_of(&"board_changed")
## Whose turn it is.
var turn: String = "x"
## Emitted when a patch changed [member turn], with its value.
var turn_changed: Signal:
	get:
		return _signal_of(&"turn_changed")
## Whether the game is still on, and how it ended.
var phase: String = "waiting"
## Emitted when a patch changed [member phase], with its value.
var phase_changed: Signal:
	get:
		return _signal_of(&"phase_changed")
## The session id of the player with x.
var x: String = ""
## Emitted when a patch changed [member x], with its value.
var x_changed: Signal:
	get:
		return _signal_of(&"x_changed")
## The session id of the player with o; empty until there is one.
var o: String = ""
## Emitted when a patch changed [member o], with its value.
var o_changed: Signal:
	get:
		return _signal_of(&"o_changed")


func get_state_name() -> String:
	return "TictactoeState"


func get_own_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("board", 0, GodwitForms.text(), "board"),
		GodwitColumn.new("turn", 0, GodwitForms.choice(["x", "o"]), "turn"),
		GodwitColumn.new("phase", 0, GodwitForms.choice(["waiting", "playing", "x_won", "o_won", "draw"]), "phase"),
		GodwitColumn.new("x", 0, GodwitForms.text(), "x"),
		GodwitColumn.new("o", 0, GodwitForms.text(), "o"),
	]
