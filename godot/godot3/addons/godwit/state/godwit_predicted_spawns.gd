class_name GodwitPredictedSpawns
extends Reference
## What was spawned before the server knew of it: the entity with the same owner, number of the input and index takes an
## instance over; one that none has taken when the input is acknowledged is rejected.

var _waiting: Array = [] # [seq, index, instance, the shooter's owner]


## The instance spawned for the input seq and index; null if there is none.
func find(seq: int, index: int) -> Node:
	for spawn in _waiting:
		if spawn[0] == seq and spawn[1] == index and is_instance_valid(spawn[2]):
			return spawn[2]
	return null


## Keeps instance for the entity that the server spawns for the input seq of one of owners.
func add(seq: int, index: int, instance: Node, owners: Array) -> void:
	_waiting.append([seq, index, instance, owners])


## Takes out the instance that entity is; null if it was not spawned here.
func take(entity: GodwitEntity) -> Node:
	if _waiting.empty() or not ("seq" in entity and "owner" in entity):
		return null
	var index = entity.get("index") if "index" in entity else 0
	for spawn in _waiting:
		var owners: Array = spawn[3]
		if entity.get("seq") == spawn[0] and index == spawn[1] and entity.get("owner") in owners:
			_waiting.erase(spawn)
			return spawn[2] if is_instance_valid(spawn[2]) else null
	return null


## Takes out the instances whose input the server has stepped, up to acknowledged, without any entity for them; -1
## for all.
func take_rejected(acknowledged: int) -> Array:
	var rejected: Array = []
	var left: Array = []
	for spawn in _waiting:
		var seq: int = spawn[0]
		if acknowledged >= 0 and GodwitPrediction.inputs_since(seq, acknowledged) < 0:
			left.append(spawn)
		elif is_instance_valid(spawn[2]):
			var instance: Node = spawn[2]
			rejected.append(instance)
	_waiting = left
	return rejected
