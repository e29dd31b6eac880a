class_name GodwitLabBolt
extends GodwitEntity
## A bolt, which flies by itself.
##
## Generated from the contract; do not edit.

## Who shot it.
var owner: String = ""
## Emitted when a patch changed [member owner], with its value.
var owner_changed: Signal:
	get:
		return _signal_of(&"owner_changed")
## The input that shot it.
var seq: int = 0
## Emitted when a patch changed [member seq], with its value.
var seq_changed: Signal:
	get:
		return _signal_of(&"seq_changed")
## Where it is, and where it flies.
var body: GodwitBoltBody = GodwitBoltBody.new()


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
	]


## A set of [GodwitLabBolt].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitLabBolt, GodwitLabBolt.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitLabBolt:
		return super(id) as GodwitLabBolt


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitLabBolt]:
		var entities: Array[GodwitLabBolt] = []
		entities.assign(get_mirror().by_id.values())
		return entities
