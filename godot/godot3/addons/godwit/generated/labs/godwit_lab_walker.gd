extends GodwitEntity
class_name GodwitLabWalker
## Somebody in the crowd.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed position, with its value; see watch().
# warning-ignore:unused_signal
signal position_changed(value)

## Where it is.
var position: Vector2 = Vector2()


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array:
	return [
		GodwitColumn.new("position", 0, GodwitForms.vector2(), "position"),
	]
