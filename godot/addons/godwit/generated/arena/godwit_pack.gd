class_name GodwitPack
extends GodwitEntity
## A health pack.
##
## Generated from the contract; do not edit.

## Where it is.
var position: Vector2 = Vector2(0.0, 0.0)
## Emitted when a patch changed [member position], with its value.
var position_changed: Signal:
	get:
		return _signal_of(&"position_changed")
## Whether it can be taken now.
var is_there: bool = false
## Emitted when a patch changed [member is_there], with its value.
var is_there_changed: Signal:
	get:
		return _signal_of(&"is_there_changed")


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 2000.0, 16), "position"),
		GodwitColumn.new("isThere", 0, GodwitForms.boolean(), "is_there"),
	]


## A set of [GodwitPack].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitPack, GodwitPack.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitPack:
		return super(id) as GodwitPack


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitPack]:
		var entities: Array[GodwitPack] = []
		entities.assign(get_mirror().by_id.values())
		return entities
