class_name GodwitFields
extends Reference
## Reads the fields of a decoded message with the type a game expects.
##
## JSON has one kind of number, so Godot hands out 7.0 for 7; these functions give the declared type back. A field that
## is absent or of another kind reads as the fallback.


## The whole number at key; a number with a fraction, or too large to be exact, reads as the fallback.
static func int_of(fields: Dictionary, key: String, fallback: int = 0) -> int:
	var value = fields.get(key)
	if value is int:
		return value
	if value is float and is_whole(value):
		return int(value)
	return fallback


## The number at key.
static func float_of(fields: Dictionary, key: String, fallback: float = 0.0) -> float:
	var value = fields.get(key)
	if value is float or value is int:
		return float(value)
	return fallback


## The text at key.
static func text_of(fields: Dictionary, key: String, fallback: String = "") -> String:
	var value = fields.get(key)
	return value if value is String else fallback


## The true or false at key.
static func bool_of(fields: Dictionary, key: String, fallback: bool = false) -> bool:
	var value = fields.get(key)
	return value if value is bool else fallback


## The object at key; an empty one when there is none.
static func object_of(fields: Dictionary, key: String) -> Dictionary:
	var value = fields.get(key)
	return value if value is Dictionary else {}


## The objects in the list at key; elements of another kind are left out.
static func objects_of(fields: Dictionary, key: String) -> Array:
	var objects := []
	for value in list_of(fields, key):
		if value is Dictionary:
			objects.append(value)
	return objects


## The list at key; an empty one when there is none.
static func list_of(fields: Dictionary, key: String) -> Array:
	var value = fields.get(key)
	return value if value is Array else []


## True when number is a whole number that a 64-bit float holds exactly (up to 2^53).
static func is_whole(number: float) -> bool:
	return abs(number) <= 9007199254740992.0 and number == floor(number)
