class_name GodwitLabTarget
extends GodwitEntity
## Something to shoot at.
##
## Generated from the contract; do not edit.

## Where it is.
var position: Vector2 = Vector2(0.0, 0.0)
## Emitted when a patch changed [member position], with its value.
var position_changed: Signal:
	get:
		return _signal_of(&"position_changed")
## How often it was hit.
var hits: int = 0
## Emitted when a patch changed [member hits], with its value.
var hits_changed: Signal:
	get:
		return _signal_of(&"hits_changed")


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 800.0, 16), "position"),
		GodwitColumn.new("hits", 0, GodwitForms.integer(2, false), "hits"),
	]


## A set of [GodwitLabTarget].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitLabTarget, GodwitLabTarget.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitLabTarget:
		return super(id) as GodwitLabTarget


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitLabTarget]:
		var entities: Array[GodwitLabTarget] = []
		entities.assign(get_mirror().by_id.values())
		return entities
