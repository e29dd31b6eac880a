class_name GodwitRocket
extends GodwitEntity
## A rocket in flight.
##
## Generated from the contract; do not edit.

## Who launched it, as Pawn.owner.
var owner: String = ""
## Emitted when a patch changed [member owner], with its value.
var owner_changed: Signal:
	get:
		return _signal_of(&"owner_changed")
## The number of the input that launched it.
var seq: int = 0
## Emitted when a patch changed [member seq], with its value.
var seq_changed: Signal:
	get:
		return _signal_of(&"seq_changed")
## Where it is.
var body: GodwitRocketBody = GodwitRocketBody.new()
## The pawn that launched it, while it is there. (the id of a [GodwitPawn]; 0 for none)
var shooter_id: int = 0
## Emitted when a patch changed [member shooter_id], with its value.
var shooter_id_changed: Signal:
	get:
		return _signal_of(&"shooter_id_changed")
## The entity that [member shooter_id] means; null for none, and while it is out of view.
var shooter: GodwitPawn:
	get:
		return _entity_of("pawns", shooter_id) as GodwitPawn


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("owner", 0, GodwitForms.text(), "owner"),
		GodwitColumn.new("seq", 0, GodwitForms.integer(2, false), "seq"),
		GodwitColumn.new("body.x", 0, GodwitForms.exact(), "body:x"),
		GodwitColumn.new("body.y", 0, GodwitForms.exact(), "body:y"),
		GodwitColumn.new("body.vx", 0, GodwitForms.exact(), "body:vx"),
		GodwitColumn.new("body.vy", 0, GodwitForms.exact(), "body:vy"),
		GodwitColumn.new("body.teleports", 0, GodwitForms.integer(1, false), "body:teleports"),
		GodwitColumn.new("body.pushes", 0, GodwitForms.integer(1, false), "body:pushes"),
		GodwitColumn.new("body.since", 0, GodwitForms.integer(4, false), "body:since"),
		GodwitColumn.new("shooter", 0, GodwitForms.entity_id(), "shooter_id"),
	]


## A set of [GodwitRocket].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitRocket, GodwitRocket.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitRocket:
		return super(id) as GodwitRocket


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitRocket]:
		var entities: Array[GodwitRocket] = []
		entities.assign(get_mirror().by_id.values())
		return entities
