class_name GodwitPawn
extends GodwitEntity
## A player's or bot's pawn.
##
## Generated from the contract; do not edit.

## The owner's session id; empty for a bot.
var owner: String = ""
## Emitted when a patch changed [member owner], with its value.
var owner_changed: Signal:
	get:
		return _signal_of(&"owner_changed")
## The player's name as the others see it.
var name: String = ""
## Emitted when a patch changed [member name], with its value.
var name_changed: Signal:
	get:
		return _signal_of(&"name_changed")
## Where it is.
var position: Vector2 = Vector2(0.0, 0.0)
## Emitted when a patch changed [member position], with its value.
var position_changed: Signal:
	get:
		return _signal_of(&"position_changed")
## How many coins it has picked up.
var coins: int = 0
## Emitted when a patch changed [member coins], with its value.
var coins_changed: Signal:
	get:
		return _signal_of(&"coins_changed")


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("owner", 0, GodwitForms.text(), "owner"),
		GodwitColumn.new("name", 0, GodwitForms.text(), "name"),
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 2000.0, 16), "position"),
		GodwitColumn.new("coins", 0, GodwitForms.integer(2, false), "coins"),
	]


## A set of [GodwitPawn].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitPawn, GodwitPawn.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitPawn:
		return super(id) as GodwitPawn


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitPawn]:
		var entities: Array[GodwitPawn] = []
		entities.assign(get_mirror().by_id.values())
		return entities
