class_name RecordingApi
extends RefCounted
## The messages of the server's module "recording".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Plays a recording at another speed, or from elsewhere. For rooms of the type "replay".
func replay_control() -> ReplayChanged.Result:
	return ReplayChanged.Result.new(await _client.request(ReplayControl.new()))


## Plays a recording at another speed, or from elsewhere. For rooms of the type "replay".
func replay_control_with(message: ReplayControl) -> ReplayChanged.Result:
	return ReplayChanged.Result.new(await _client.request(message))
