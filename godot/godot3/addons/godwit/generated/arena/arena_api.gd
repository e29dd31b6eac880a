extends Reference
class_name ArenaApi
## The messages of the server's module "arena".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Your steering; sent whenever it changes. The result shows in the state.
## Await it: var result = yield(Godwit.arena.input(...), "completed"), a GodwitResult without a value.
func input(seq: int, x: float, y: float):
	return _client.request(ArenaInput.new(seq, x, y))
