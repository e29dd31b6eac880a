class_name GodwitEntitySet
extends Reference
## The entities of one kind in a room's state, as far as this client sees them, mirrored from the server.
##
## Iterate with for pawn in state.pawns:, or faster with state.pawns.all().

## Emitted when an entity was added, or came into view; its fields are already set.
# warning-ignore:unused_signal
signal added(entity)
## Emitted when an entity was removed, or went out of view; it keeps its last values.
# warning-ignore:unused_signal
signal removed(entity)
## Emitted once per patch for each entity it changed, with the members whose values changed.
# warning-ignore:unused_signal
signal changed(entity, fields)

## Its name in the state as the server writes it.
var path: String = ""

var _mirror: GodwitMirrorSet


func _init(script: GDScript, columns: Array) -> void:
	_mirror = GodwitMirrorSet.new(script, columns)


## The entity with this id; null if there is none.
func by_id(id: int) -> GodwitEntity:
	return _mirror.by_id.get(id)


## True if there is an entity with this id.
func has(id: int) -> bool:
	return _mirror.by_id.has(id)


## How many there are.
func size() -> int:
	return _mirror.by_id.size()


## Their ids, in no particular order.
func ids() -> Array:
	return _mirror.by_id.keys()


## An entity as those of the set are, which is in none.
func create_entity() -> GodwitEntity:
	return _mirror.create_entity()


## For the decoder: what the client knows of the set.
func get_mirror() -> GodwitMirrorSet:
	return _mirror


func _iter_init(iterator: Array) -> bool:
	iterator[0] = [0, _mirror.by_id.values()]
	return size() > 0


func _iter_next(iterator: Array) -> bool:
	var place: Array = iterator[0]
	place[0] += 1
	var entities: Array = place[1]
	return place[0] < entities.size()


func _iter_get(place):
	return place[1][place[0]]


## All of them, in no particular order; the list is a copy.
func all() -> Array:
	return _mirror.by_id.values()
