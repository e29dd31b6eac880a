class_name GodwitForm
extends Reference
## How a synced value is encoded in a patch and hashed into the state's hash; GodwitForms creates them. Subclasses override
## every function they support.

## How to interpolate between two values.
enum Blend {
	STEP, ## Not at all: the earlier value holds until the later one.
	LINEAR, ## With [method @GlobalScope.lerp].
	ANGLE, ## With [method @GlobalScope.lerp_angle].
}

## The Variant type of a value; TYPE_NIL if there are several.
var type: int = TYPE_NIL
## A field's value before the client may see it.
var zero = null
## How to interpolate between two values.
var blend: int = Blend.STEP
## False if the engine reads JSON values only approximately: the state's hash is then not compared in JSON.
var is_exact_in_json: bool = true


## One step of FNV-1a over 32-bit words (RFC 9923 section 5).
static func mix_word(hash_so_far: int, word: int) -> int:
	return (((hash_so_far ^ word) & 0xffffffff) * 0x01000193) & 0xffffffff


## Reads _count consecutive values; GodwitReader.failed is set if they are invalid.
func read_row(_reader: GodwitPatchReader, _count: int) -> Array:
	return []


## Decodes a JSON value; null if it is invalid.
func from_json(_value):
	return null


## Mixes _value into the state's hash.
func mix(_value, hash_so_far: int) -> int:
	return hash_so_far


## A field's value before the client may see it; lists and maps are fresh copies.
func get_zero():
	return zero


## True if a game sees the two values as equal.
func is_equal(one, other) -> bool:
	return typeof(one) == typeof(other) and one == other


## The value between the two; weight is the weight of the second.
func between(from, to, weight: float):
	match blend:
		Blend.LINEAR:
			return from.linear_interpolate(to, weight) if typeof(from) != TYPE_REAL else lerp(from, to, weight)
		Blend.ANGLE:
			return from + wrapf(to - from, -PI, PI) * weight
	return to if weight >= 1.0 else from


## How far to is from from, as moved() takes it; null if nothing lies between two values.
func difference(from, to):
	match blend:
		Blend.LINEAR:
			return to - from
		Blend.ANGLE:
			var from_angle: float = from
			var to_angle: float = to
			return wrapf(to_angle - from_angle, -PI, PI)
	return null


## value, moved by a part of a difference().
func moved(value, by, part: float):
	return value + by * part
