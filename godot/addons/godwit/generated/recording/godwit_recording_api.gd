class_name GodwitRecordingApi
extends RefCounted
## The messages of the server's module "recording".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Changes the speed of a replay, or seeks. For rooms of the type "replay".
func replay_control() -> GodwitReplayChanged.Result:
	return GodwitReplayChanged.Result.new(await _client.request(GodwitReplayControl.new()))


## Changes the speed of a replay, or seeks. For rooms of the type "replay".
func replay_control_with(message: GodwitReplayControl) -> GodwitReplayChanged.Result:
	return GodwitReplayChanged.Result.new(await _client.request(message))
