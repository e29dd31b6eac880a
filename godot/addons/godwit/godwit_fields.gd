class_name GodwitFields
extends RefCounted
## Reads the fields of a decoded message with the type a game expects.
##
## JSON has one kind of number, so Godot hands out [code]7.0[/code] for [code]7[/code]; these functions give the
## declared type back. A field that is absent or of another kind reads as the fallback.


## The whole number at [param key]; a number with a fraction, or too large to be exact, reads as [param fallback].
static func int_of(fields: Dictionary, key: String, fallback: int = 0) -> int:
	var value: Variant = fields.get(key)
	if value is int:
		return value
	if not value is float:
		return fallback
	var number: float = value
	return int(number) if is_whole(number) else fallback


## The number at [param key].
static func float_of(fields: Dictionary, key: String, fallback: float = 0.0) -> float:
	var value: Variant = fields.get(key)
	if value is float or value is int:
		return value
	return fallback


## The text at [param key].
static func text_of(fields: Dictionary, key: String, fallback: String = "") -> String:
	var value: Variant = fields.get(key)
	if value is String or value is StringName:
		return str(value)
	return fallback


## The true or false at [param key].
static func bool_of(fields: Dictionary, key: String, fallback: bool = false) -> bool:
	var value: Variant = fields.get(key)
	if value is bool:
		return value
	return fallback


## The object at [param key]; an empty one when there is none.
static func object_of(fields: Dictionary, key: String) -> Dictionary:
	var value: Variant = fields.get(key)
	if value is Dictionary:
		return value
	return {}


## The objects in the list at [param key]; elements of another kind are left out.
static func objects_of(fields: Dictionary, key: String) -> Array[Dictionary]:
	var objects: Array[Dictionary] = []
	for value: Variant in list_of(fields, key):
		if value is Dictionary:
			objects.append(value)
	return objects


## The list at [param key]; an empty one when there is none.
static func list_of(fields: Dictionary, key: String) -> Array:
	var value: Variant = fields.get(key)
	if value is Array:
		return value
	return []


## True when [param number] is a whole number that a 64-bit float holds exactly (up to 2^53).
static func is_whole(number: float) -> bool:
	return absf(number) <= 9_007_199_254_740_992.0 and number == floorf(number)
