extends Reference
class_name GodwitRecordingApi
## The messages of the server's module "recording".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Changes the speed of a replay, or seeks. For rooms of the type "replay".
## Await it: var result = yield(Godwit.recording.replay_control(...), "completed"), a GodwitResult whose value is
## a [GodwitReplayChanged].
func replay_control():
	return _client.request(GodwitReplayControl.new())


## Changes the speed of a replay, or seeks. For rooms of the type "replay".
## Await it: var result = yield(Godwit.recording.replay_control_with(...), "completed"), a GodwitResult whose
## value is a [GodwitReplayChanged].
func replay_control_with(message: GodwitReplayControl):
	return _client.request(message)
