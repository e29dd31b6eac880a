class_name GodwitForm
extends Reference
## How a synced value lies in a patch, and how it enters the state's hash; GodwitForms has one for each form. Forms override
## every function that they can.

## What lies between two values.
enum Blend {
	STEP, ## Nothing: the earlier one counts until the later.
	LINEAR, ## What [method @GlobalScope.lerp] gives.
	ANGLE, ## What [method @GlobalScope.lerp_angle] gives.
}

## The Variant type of a value; TYPE_NIL where there are several.
var type: int = TYPE_NIL
## What a field holds before the client may see it.
var zero = null
## What lies between two values.
var blend: int = Blend.STEP
## False where the engine reads what JSON has for a value only nearly: the state's hash is then not compared in JSON.
var is_exact_in_json: bool = true


## One step of FNV-1a over 32-bit words (RFC 9923 section 5).
static func mix_word(hash_so_far: int, word: int) -> int:
	return (((hash_so_far ^ word) & 0xffffffff) * 0x01000193) & 0xffffffff


## Reads _count values in a row; when they do not fit, GodwitReader.failed tells.
func read_row(_reader: GodwitPatchReader, _count: int) -> Array:
	return []


## What JSON has for a value, in this form; null when it can't be one.
func from_json(_value):
	return null


## Mixes _value into the state's hash.
func mix(_value, hash_so_far: int) -> int:
	return hash_so_far


## What a field holds before the client may see it: a list or map of its own.
func get_zero():
	return zero


## True when two values are one to a game.
func is_equal(one, other) -> bool:
	return typeof(one) == typeof(other) and one == other


## The value between two, of which the second counts by weight.
func between(from, to, weight: float):
	match blend:
		Blend.LINEAR:
			return from.linear_interpolate(to, weight) if typeof(from) != TYPE_REAL else lerp(from, to, weight)
		Blend.ANGLE:
			return from + wrapf(to - from, -PI, PI) * weight
	return to if weight >= 1.0 else from
