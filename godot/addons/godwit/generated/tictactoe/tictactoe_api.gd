class_name TictactoeApi
extends RefCounted
## The messages of the server's module "tictactoe".
##
## Generated from the contract; do not edit.

## Your game was counted.
signal tic_tac_toe_recorded(message: TicTacToeRecorded)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(TicTacToeRecorded.TYPE, _on_tic_tac_toe_recorded)


## Puts your mark into a cell; an Ack says that it lies there, and the state shows it.
func tic_tac_toe_move(cell: int) -> GodwitResult:
	return await _client.request(TicTacToeMove.new(cell))


func _on_tic_tac_toe_recorded(message: GodwitMessage) -> void:
	tic_tac_toe_recorded.emit(message as TicTacToeRecorded)
