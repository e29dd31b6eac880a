extends GodwitEntity
class_name GodwitLabRunner
## A player's runner, or the lab's own, which goes round.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed owner, with its value; see watch().
# warning-ignore:unused_signal
signal owner_changed(value)
## Emitted when a patch changed position, with its value; see watch().
# warning-ignore:unused_signal
signal position_changed(value)

## Whose it is; empty for the lab's own.
var owner: String = ""
## Where the others see it.
var position: Vector2 = Vector2(0.0, 0.0)
## Where it is, for its owner. (only its owner sees it)
var body: GodwitLabBody = GodwitLabBody.new()


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array:
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
