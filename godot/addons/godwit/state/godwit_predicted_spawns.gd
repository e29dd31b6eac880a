class_name GodwitPredictedSpawns
extends RefCounted
## What was spawned before the server knew of it: the entity with the same owner, number of the input and index takes an
## instance over; one that none has taken when the input is acknowledged is rejected.

var _waiting: Array = [] # [seq, index, instance, the shooter's owner]


## The instance spawned for the input [param seq] and [param index]; null if there is none.
func find(seq: int, index: int) -> Node:
	for spawn: Array in _waiting:
		if spawn[0] == seq and spawn[1] == index and is_instance_valid(spawn[2]):
			return spawn[2]
	return null


## Keeps [param instance] for the entity that the server spawns for the input [param seq] of one of [param owners].
func add(seq: int, index: int, instance: Node, owners: Array) -> void:
	_waiting.append([seq, index, instance, owners])


## Takes out the instance that [param entity] is; null if it was not spawned here.
func take(entity: GodwitEntity) -> Node:
	if _waiting.is_empty() or not ("seq" in entity and "owner" in entity):
		return null
	var index: Variant = entity.get("index") if "index" in entity else 0
	for spawn: Array in _waiting:
		var owners: Array = spawn[3]
		if entity.get("seq") == spawn[0] and index == spawn[1] and entity.get("owner") in owners:
			_waiting.erase(spawn)
			return spawn[2] if is_instance_valid(spawn[2]) else null
	return null


## Takes out the instances whose input the server has stepped, up to [param acknowledged], without any entity for them; -1
## for all.
func take_rejected(acknowledged: int) -> Array[Node]:
	var rejected: Array[Node] = []
	var left: Array = []
	for spawn: Array in _waiting:
		var seq: int = spawn[0]
		if acknowledged >= 0 and GodwitPrediction.inputs_since(seq, acknowledged) < 0:
			left.append(spawn)
		elif is_instance_valid(spawn[2]):
			var instance: Node = spawn[2]
			rejected.append(instance)
	_waiting = left
	return rejected
