class_name ArenaApi
extends RefCounted
## The messages of the server's module "arena".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Where you steer; sent whenever that changes, and answered by what the state shows.
func input(seq: int, x: float, y: float) -> GodwitResult:
	return await _client.request(ArenaInput.new(seq, x, y))
