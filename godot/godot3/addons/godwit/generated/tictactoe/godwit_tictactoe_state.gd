extends GodwitState
class_name GodwitTictactoeState
## The whole state of a game; it is saved with its room, so nothing else needs saving.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed board, with its value; see watch().
# warning-ignore:unused_signal
signal board_changed(value)
## Emitted when a patch changed turn, with its value; see watch().
# warning-ignore:unused_signal
signal turn_changed(value)
## Emitted when a patch changed phase, with its value; see watch().
# warning-ignore:unused_signal
signal phase_changed(value)
## Emitted when a patch changed x, with its value; see watch().
# warning-ignore:unused_signal
signal x_changed(value)
## Emitted when a patch changed o, with its value; see watch().
# warning-ignore:unused_signal
signal o_changed(value)

## Nine cells, row by row: "x", "o", or "." for an empty one.
var board: String = ""
## Whose turn it is.
var turn: String = "x"
## Whether the game is still on, and how it ended.
var phase: String = "waiting"
## The session id of the player with x.
var x: String = ""
## The session id of the player with o; empty until there is one.
var o: String = ""


func get_state_name() -> String:
	return "TictactoeState"


func get_own_columns() -> Array:
	return [
		GodwitColumn.new("board", 0, GodwitForms.text(), "board"),
		GodwitColumn.new("turn", 0, GodwitForms.choice(["x", "o"]), "turn"),
		GodwitColumn.new("phase", 0, GodwitForms.choice(["waiting", "playing", "x_won", "o_won", "draw"]), "phase"),
		GodwitColumn.new("x", 0, GodwitForms.text(), "x"),
		GodwitColumn.new("o", 0, GodwitForms.text(), "o"),
	]
