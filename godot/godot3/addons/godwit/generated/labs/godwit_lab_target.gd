extends GodwitEntity
class_name GodwitLabTarget
## Something to shoot at.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed position, with its value; see watch().
# warning-ignore:unused_signal
signal position_changed(value)
## Emitted when a patch changed hits, with its value; see watch().
# warning-ignore:unused_signal
signal hits_changed(value)

## Where it is.
var position: Vector2 = Vector2(0.0, 0.0)
## How often it was hit.
var hits: int = 0


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array:
	return [
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 800.0, 16), "position"),
		GodwitColumn.new("hits", 0, GodwitForms.integer(2, false), "hits"),
	]
