extends GodwitEntity
class_name GodwitPack
## A health pack.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed position, with its value; see watch().
# warning-ignore:unused_signal
signal position_changed(value)
## Emitted when a patch changed is_there, with its value; see watch().
# warning-ignore:unused_signal
signal is_there_changed(value)

## Where it is.
var position: Vector2 = Vector2(0.0, 0.0)
## Whether it can be taken now.
var is_there: bool = false


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array:
	return [
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 2000.0, 16), "position"),
		GodwitColumn.new("isThere", 0, GodwitForms.boolean(), "is_there"),
	]
