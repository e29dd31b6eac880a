class_name LabsApi
extends RefCounted
## The messages of the server's module "labs".
##
## Generated from the contract; do not edit.

## What became of a bullet; only its shooter gets it.
signal shot_judged(message: LabsShotJudged)
## Where the pellets of a blast went; only its shooter gets it.
signal pellets_spread(message: LabsPelletsSpread)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(LabsShotJudged.TYPE, _on_shot_judged)
	client.on(LabsPelletsSpread.TYPE, _on_pellets_spread)


## What a player of a lab does, in every tick.
func input(seq: int, have: int, seen: int, x: float, y: float, dash: bool, fire: bool, blast: bool, bolt: bool, aim: float) -> GodwitResult:
	return await _client.request(LabsInput.new(seq, have, seen, x, y, dash, fire, blast, bolt, aim))


## Shoves the sender's own runner, in the next tick: what its prediction cannot know.
func shove(by: float) -> GodwitResult:
	return await _client.request(LabsShove.new(by))


## Shoves the sender's own runner, in the next tick: what its prediction cannot know.
func shove_with(message: LabsShove) -> GodwitResult:
	return await _client.request(message)


func _on_shot_judged(message: GodwitMessage) -> void:
	shot_judged.emit(message as LabsShotJudged)


func _on_pellets_spread(message: GodwitMessage) -> void:
	pellets_spread.emit(message as LabsPelletsSpread)
