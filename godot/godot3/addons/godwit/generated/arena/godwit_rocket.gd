extends GodwitEntity
class_name GodwitRocket
## A rocket in flight.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed owner, with its value; see watch().
# warning-ignore:unused_signal
signal owner_changed(value)
## Emitted when a patch changed seq, with its value; see watch().
# warning-ignore:unused_signal
signal seq_changed(value)
## Emitted when a patch changed shooter_id, with its value; see watch().
# warning-ignore:unused_signal
signal shooter_id_changed(value)

## Who launched it, as Pawn.owner.
var owner: String = ""
## The number of the input that launched it.
var seq: int = 0
## Where it is.
var body: GodwitRocketBody = GodwitRocketBody.new()
## The pawn that launched it, while it is there. (the id of a [GodwitPawn]; 0 for none)
var shooter_id: int = 0


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array:
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


## The GodwitPawn that shooter_id means; null for none, and while it is out of view.
func get_shooter():
	return _entity_of("pawns", shooter_id)
