extends Reference
class_name ArenaApi
## The messages of the server's module "arena".
##
## Generated from the contract; do not edit.

## You have hit somebody. [param message] is a [ArenaHit].
signal hit(message)
## Somebody has hit you. [param message] is a [ArenaHurt].
signal hurt(message)
## Somebody has died. [param message] is a [ArenaKilled].
signal killed(message)
## A rocket has exploded. [param message] is a [ArenaExploded].
signal exploded(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(ArenaHit.TYPE, self, "_on_hit")
	client.on(ArenaHurt.TYPE, self, "_on_hurt")
	client.on(ArenaKilled.TYPE, self, "_on_killed")
	client.on(ArenaExploded.TYPE, self, "_on_exploded")


## What you do in a tick. The result shows in the state.
## Await it: var result = yield(Godwit.arena.input(...), "completed"), a GodwitResult without a value.
func input(seq: int, have: int, seen: int, x: float, y: float, aim: float, dash: bool, fire: bool, launch: bool):
	return _client.request(ArenaInput.new(seq, have, seen, x, y, aim, dash, fire, launch))


## Fights on, or only watches; whoever comes in fights.
## Await it: var result = yield(Godwit.arena.take_part(...), "completed"), a GodwitResult without a value.
func take_part(fights: bool):
	return _client.request(ArenaTakePart.new(fights))


func _on_hit(message: GodwitMessage) -> void:
	emit_signal("hit", message)


func _on_hurt(message: GodwitMessage) -> void:
	emit_signal("hurt", message)


func _on_killed(message: GodwitMessage) -> void:
	emit_signal("killed", message)


func _on_exploded(message: GodwitMessage) -> void:
	emit_signal("exploded", message)
