class_name GodwitLabWalker
extends GodwitEntity
## Somebody in the crowd.
##
## Generated from the contract; do not edit.

## Where it is.
var position: Vector2 = Vector2()
## Emitted when a patch changed [member position], with its value.
var position_changed: Signal:
	get:
		return _signal_of(&"position_changed")


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("position", 0, GodwitForms.vector2(), "position"),
	]


## A set of [GodwitLabWalker].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitLabWalker, GodwitLabWalker.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitLabWalker:
		return super(id) as GodwitLabWalker


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitLabWalker]:
		var entities: Array[GodwitLabWalker] = []
		entities.assign(get_mirror().by_id.values())
		return entities
