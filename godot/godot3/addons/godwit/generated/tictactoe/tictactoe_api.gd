extends Reference
class_name TictactoeApi
## The messages of the server's module "tictactoe".
##
## Generated from the contract; do not edit.

## Your game was recorded. [param message] is a [TictactoeRecorded].
signal recorded(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(TictactoeRecorded.TYPE, self, "_on_recorded")


## Puts your mark into a cell; an Ack confirms it, and the state shows it.
## Await it: var result = yield(Godwit.tictactoe.move(...), "completed"), a GodwitResult without a value.
func move(cell: int):
	return _client.request(TictactoeMove.new(cell))


func _on_recorded(message: GodwitMessage) -> void:
	emit_signal("recorded", message)
