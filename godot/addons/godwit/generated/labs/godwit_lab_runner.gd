class_name GodwitLabRunner
extends GodwitEntity
## A player's runner, or the lab's own, which goes round.
##
## Generated from the contract; do not edit.

## Whose it is; empty for the lab's own.
var owner: String = ""
## Emitted when a patch changed [member owner], with its value.
var owner_changed: Signal:
	get:
		return _signal_of(&"owner_changed")
## Where the others see it.
var position: Vector2 = Vector2(0.0, 0.0)
## Emitted when a patch changed [member position], with its value.
var position_changed: Signal:
	get:
		return _signal_of(&"position_changed")
## Where it is, for its owner. (only its owner sees it)
var body: GodwitLabBody = GodwitLabBody.new()


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("owner", 0, GodwitForms.text(), "owner"),
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 800.0, 16), "position"),
		GodwitColumn.new("body.x", 2, GodwitForms.exact(), "body:x"),
		GodwitColumn.new("body.y", 2, GodwitForms.exact(), "body:y"),
		GodwitColumn.new("body.dash", 2, GodwitForms.exact(), "body:dash"),
		GodwitColumn.new("body.pause", 2, GodwitForms.exact(), "body:pause"),
		GodwitColumn.new("body.teleports", 2, GodwitForms.integer(1, false), "body:teleports"),
		GodwitColumn.new("body.pushes", 2, GodwitForms.integer(1, false), "body:pushes"),
	]


## A set of [GodwitLabRunner].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitLabRunner, GodwitLabRunner.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitLabRunner:
		return super(id) as GodwitLabRunner


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitLabRunner]:
		var entities: Array[GodwitLabRunner] = []
		entities.assign(get_mirror().by_id.values())
		return entities
