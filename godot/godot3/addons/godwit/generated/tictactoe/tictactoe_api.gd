extends Reference
class_name TictactoeApi
## The messages of the server's module "tictactoe".
##
## Generated from the contract; do not edit.

## Your game was counted. [param message] is a [TicTacToeRecorded].
signal tic_tac_toe_recorded(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(TicTacToeRecorded.TYPE, self, "_on_tic_tac_toe_recorded")


## Puts your mark into a cell; an Ack says that it lies there, and the state shows it.
## Await it: var result = yield(Godwit.tictactoe.tic_tac_toe_move(...), "completed"), a GodwitResult without a
## value.
func tic_tac_toe_move(cell: int):
	return _client.request(TicTacToeMove.new(cell))


func _on_tic_tac_toe_recorded(message: GodwitMessage) -> void:
	emit_signal("tic_tac_toe_recorded", message)
