class_name ArenaApi
extends RefCounted
## The messages of the server's module "arena".
##
## Generated from the contract; do not edit.

## You have hit somebody.
signal hit(message: ArenaHit)
## Somebody has hit you.
signal hurt(message: ArenaHurt)
## Somebody has died.
signal killed(message: ArenaKilled)
## A rocket has exploded.
signal exploded(message: ArenaExploded)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(ArenaHit.TYPE, _on_hit)
	client.on(ArenaHurt.TYPE, _on_hurt)
	client.on(ArenaKilled.TYPE, _on_killed)
	client.on(ArenaExploded.TYPE, _on_exploded)


## What you do in a tick. The result shows in the state.
func input(seq: int, have: int, seen: int, x: float, y: float, aim: float, dash: bool, fire: bool, launch: bool) -> GodwitResult:
	return await _client.request(ArenaInput.new(seq, have, seen, x, y, aim, dash, fire, launch))


## Fights on, or only watches; whoever comes in fights.
func take_part(fights: bool) -> GodwitResult:
	return await _client.request(ArenaTakePart.new(fights))


func _on_hit(message: GodwitMessage) -> void:
	hit.emit(message as ArenaHit)


func _on_hurt(message: GodwitMessage) -> void:
	hurt.emit(message as ArenaHurt)


func _on_killed(message: GodwitMessage) -> void:
	killed.emit(message as ArenaKilled)


func _on_exploded(message: GodwitMessage) -> void:
	exploded.emit(message as ArenaExploded)
