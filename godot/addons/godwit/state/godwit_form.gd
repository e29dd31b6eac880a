class_name GodwitForm
extends RefCounted
## How a synced value is encoded in a patch and hashed into the state's hash; [GodwitForms] creates them. Subclasses override
## every function they support.

## How to interpolate between two values.
enum Blend {
	STEP, ## Not at all: the earlier value holds until the later one.
	LINEAR, ## With [method @GlobalScope.lerp].
	ANGLE, ## With [method @GlobalScope.lerp_angle].
}

## The Variant type of a value; [constant TYPE_NIL] if there are several.
var type: Variant.Type = TYPE_NIL
## A field's value before the client may see it.
var zero: Variant = null
## How to interpolate between two values.
var blend: Blend = Blend.STEP
## False if the engine reads JSON values only approximately: the state's hash is then not compared in JSON.
var is_exact_in_json: bool = true


## One step of FNV-1a over 32-bit words (RFC 9923 section 5).
static func mix_word(hash_so_far: int, word: int) -> int:
	return (((hash_so_far ^ word) & 0xffff_ffff) * 0x0100_0193) & 0xffff_ffff


## Reads [param _count] consecutive values; [member GodwitReader.failed] is set if they are invalid.
func read_row(_reader: GodwitPatchReader, _count: int) -> Array:
	return []


## Decodes a JSON value; null if it is invalid.
func from_json(_value: Variant) -> Variant:
	return null


## Mixes [param _value] into the state's hash.
func mix(_value: Variant, hash_so_far: int) -> int:
	return hash_so_far


## A field's value before the client may see it; lists and maps are fresh copies.
func get_zero() -> Variant:
	return zero


## True if a game sees the two values as equal.
func is_equal(one: Variant, other: Variant) -> bool:
	return typeof(one) == typeof(other) and one == other


## The value between the two; [param weight] is the weight of the second.
func between(from: Variant, to: Variant, weight: float) -> Variant:
	match blend:
		Blend.LINEAR:
			return lerp(from, to, weight)
		Blend.ANGLE:
			var from_angle: float = from
			var to_angle: float = to
			return lerp_angle(from_angle, to_angle, weight)
	return to if weight >= 1.0 else from


## How far [param to] is from [param from], as [method moved] takes it; null if nothing lies between two values.
func difference(from: Variant, to: Variant) -> Variant:
	match blend:
		Blend.LINEAR:
			return to - from
		Blend.ANGLE:
			var from_angle: float = from
			var to_angle: float = to
			return wrapf(to_angle - from_angle, -PI, PI)
	return null


## [param value], moved by a part of a [method difference].
func moved(value: Variant, by: Variant, part: float) -> Variant:
	return value + by * part
