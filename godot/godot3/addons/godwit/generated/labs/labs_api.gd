extends Reference
class_name LabsApi
## The messages of the server's module "labs".
##
## Generated from the contract; do not edit.

## What became of a bullet; only its shooter gets it. [param message] is a [LabsShotJudged].
signal shot_judged(message)
## Where the pellets of a blast went; only its shooter gets it. [param message] is a [LabsPelletsSpread].
signal pellets_spread(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(LabsShotJudged.TYPE, self, "_on_shot_judged")
	client.on(LabsPelletsSpread.TYPE, self, "_on_pellets_spread")


## What a player of a lab does, in every tick.
## Await it: var result = yield(Godwit.labs.input(...), "completed"), a GodwitResult without a value.
func input(seq: int, have: int, seen: int, x: float, y: float, dash: bool, fire: bool, blast: bool, bolt: bool, aim: float):
	return _client.request(LabsInput.new(seq, have, seen, x, y, dash, fire, blast, bolt, aim))


## Shoves the sender's own runner, in the next tick: what its prediction cannot know.
## Await it: var result = yield(Godwit.labs.shove(...), "completed"), a GodwitResult without a value.
func shove(by: float):
	return _client.request(LabsShove.new(by))


## Shoves the sender's own runner, in the next tick: what its prediction cannot know.
## Await it: var result = yield(Godwit.labs.shove_with(...), "completed"), a GodwitResult without a value.
func shove_with(message: LabsShove):
	return _client.request(message)


func _on_shot_judged(message: GodwitMessage) -> void:
	emit_signal("shot_judged", message)


func _on_pellets_spread(message: GodwitMessage) -> void:
	emit_signal("pellets_spread", message)
