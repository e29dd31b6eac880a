extends GodwitEntity
class_name GodwitLabBolt
## A bolt, which flies by itself.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed owner, with its value; see watch().
# warning-ignore:unused_signal
signal owner_changed(value)
## Emitted when a patch changed seq, with its value; see watch().
# warning-ignore:unused_signal
signal seq_changed(value)

## Who shot it.
var owner: String = ""
## The input that shot it.
var seq: int = 0
## Where it is, and where it flies.
var body: GodwitBoltBody = GodwitBoltBody.new()


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
	]
