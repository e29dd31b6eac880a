class_name TictactoeApi
extends RefCounted
## The messages of the server's module "tictactoe".
##
## Generated from the contract; do not edit.

## Your game was recorded.
signal recorded(message: TictactoeRecorded)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(TictactoeRecorded.TYPE, _on_recorded)


## Puts your mark into a cell; an Ack confirms it, and the state shows it.
func move(cell: int) -> GodwitResult:
	return await _client.request(TictactoeMove.new(cell))


func _on_recorded(message: GodwitMessage) -> void:
	recorded.emit(message as TictactoeRecorded)
