class_name GodwitFields
extends Reference
## Reads the fields of a decoded message as the type a game expects.
##
## JSON has one number type, so Godot returns 7.0 for 7; these functions restore the
## declared type. A field that is absent or of another type reads as the fallback.


## The whole number at key; a number with a fraction, or too large to be exact, reads as fallback.
static func int_of(fields: Dictionary, key: String, fallback: int = 0) -> int:
	return to_int(fields.get(key), fallback)


## The number at key.
static func float_of(fields: Dictionary, key: String, fallback: float = 0.0) -> float:
	return to_float(fields.get(key), fallback)


## The string at key.
static func text_of(fields: Dictionary, key: String, fallback: String = "") -> String:
	return to_text(fields.get(key), fallback)


## The boolean at key.
static func bool_of(fields: Dictionary, key: String, fallback: bool = false) -> bool:
	return to_bool(fields.get(key), fallback)


## The object at key; an empty one if there is none.
static func object_of(fields: Dictionary, key: String) -> Dictionary:
	return to_object(fields.get(key))


## The objects in the list at key; elements of another type are left out.
static func objects_of(fields: Dictionary, key: String) -> Array:
	var objects: Array = []
	for value in list_of(fields, key):
		if value is Dictionary:
			objects.append(value)
	return objects


## The list at key; an empty one if there is none.
static func list_of(fields: Dictionary, key: String) -> Array:
	return to_list(fields.get(key))


## True if number is a whole number that a 64-bit float represents exactly (up to 2^53).
static func is_whole(number: float) -> bool:
	return abs(number) <= 9007199254740992.0 and number == floor(number)


## value as a whole number.
static func to_int(value, fallback: int = 0) -> int:
	if value is int:
		return value
	if not value is float:
		return fallback
	var number: float = value
	return int(number) if is_whole(number) else fallback


## value as a number.
static func to_float(value, fallback: float = 0.0) -> float:
	if value is float or value is int:
		return 1.0 * value
	return 1.0 * fallback


## value as a string.
static func to_text(value, fallback: String = "") -> String:
	if value is String or value is String:
		return str(value)
	return fallback


## value as a boolean.
static func to_bool(value, fallback: bool = false) -> bool:
	if value is bool:
		return value
	return fallback


## value as an object.
static func to_object(value) -> Dictionary:
	if value is Dictionary:
		return value
	return {}


## value as a list.
static func to_list(value) -> Array:
	if value is Array:
		return value
	return []


## value as a Vector2: an object with x and y.
static func to_vector2(value, fallback: Vector2 = Vector2.ZERO) -> Vector2:
	var parts: Dictionary = to_object(value)
	return Vector2(float_of(parts, "x"), float_of(parts, "y")) if not parts.empty() else fallback


## value as a Vector3: an object with x, y and z.
static func to_vector3(value, fallback: Vector3 = Vector3.ZERO) -> Vector3:
	var parts: Dictionary = to_object(value)
	if parts.empty():
		return fallback
	return Vector3(float_of(parts, "x"), float_of(parts, "y"), float_of(parts, "z"))


## value as a Color: an object with r, g, b and a.
static func to_color(value, fallback: Color = Color()) -> Color:
	var parts: Dictionary = to_object(value)
	if parts.empty():
		return fallback
	return Color(float_of(parts, "r"), float_of(parts, "g"), float_of(parts, "b"), float_of(parts, "a", 1.0))


## value, base64, as bytes.
static func to_bytes(value, fallback: PoolByteArray = PoolByteArray()) -> PoolByteArray:
	return Marshalls.base64_to_raw(to_text(value)) if value is String else fallback


## value, base64 of the engine's own encoding, decoded.
static func to_variant(value):
	var bytes: PoolByteArray = to_bytes(value)
	return null if bytes.empty() else bytes2var(bytes)


## Whichever of values, numbers, strings and booleans mixed, equals value; the first if none does.
static func to_choice(value, values: Array):
	for listed in values:
		if typeof(listed) == typeof(value) and listed == value:
			return listed
		# JSON has one number type.
		if listed is int and to_float(listed) == to_float(value, NAN):
			return listed
	return values[0]


## What to_vector2() reads.
static func from_vector2(value: Vector2) -> Dictionary:
	return { "x": value.x, "y": value.y }


## What to_vector3() reads.
static func from_vector3(value: Vector3) -> Dictionary:
	return { "x": value.x, "y": value.y, "z": value.z }


## What to_color() reads.
static func from_color(value: Color) -> Dictionary:
	return { "r": value.r, "g": value.g, "b": value.b, "a": value.a }


## What to_bytes() reads.
static func from_bytes(value: PoolByteArray) -> String:
	# The engine reports empty bytes as an error.
	return "" if value.empty() else Marshalls.raw_to_base64(value)


## What to_variant() reads.
static func from_variant(value) -> String:
	return Marshalls.raw_to_base64(var2bytes(value))
