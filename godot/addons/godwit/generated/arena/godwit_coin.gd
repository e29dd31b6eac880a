class_name GodwitCoin
extends GodwitEntity
## A coin to pick up.
##
## Generated from the contract; do not edit.

## Where it is.
var position: Vector2 = Vector2(0.0, 0.0)
## Emitted when a patch changed [member position], with its value.
var position_changed: Signal:
	get:
		return _signal_of(&"position_changed")


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 2000.0, 16), "position"),
	]


## A set of [GodwitCoin].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitCoin, GodwitCoin.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitCoin:
		return super(id) as GodwitCoin


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitCoin]:
		var entities: Array[GodwitCoin] = []
		entities.assign(get_mirror().by_id.values())
		return entities
