class_name ArenaApi
extends RefCounted
## The messages of the server's module "arena".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Your steering; sent whenever it changes. The result shows in the state.
func input(seq: int, x: float, y: float) -> GodwitResult:
	return await _client.request(ArenaInput.new(seq, x, y))
