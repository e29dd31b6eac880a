class_name GodwitUntyped
extends RefCounted
## Checks values whose shape the contract leaves open, before they are sent.

## How deep arrays and dictionaries of a JSON value may nest: the packet around it adds two levels.
const MAX_JSON_DEPTH := 30
## How deep arrays and dictionaries of any other value may nest.
const MAX_VARIANT_DEPTH := 32
## The largest whole number that every side holds exactly (2^53 - 1).
const MAX_WHOLE := 9_007_199_254_740_991


## What in [param value] JSON can't represent, as the end of a sentence; empty if nothing. [param depth] is how deeply
## [param value] is already nested.
static func json_problem(value: Variant, depth: int = 0) -> String:
	match typeof(value):
		TYPE_NIL, TYPE_BOOL, TYPE_STRING, TYPE_STRING_NAME, TYPE_PACKED_BYTE_ARRAY, TYPE_PACKED_INT32_ARRAY, \
		TYPE_PACKED_STRING_ARRAY:
			return ""
		TYPE_INT:
			var whole: int = value
			return "" if absi(whole) <= MAX_WHOLE else "must not hold a whole number beyond 2^53"
		TYPE_FLOAT:
			var number: float = value
			return "" if absf(number) < INF else "must not hold NAN or INF"
		TYPE_ARRAY, TYPE_PACKED_INT64_ARRAY, TYPE_PACKED_FLOAT32_ARRAY, TYPE_PACKED_FLOAT64_ARRAY:
			var problem := _too_deep(depth, MAX_JSON_DEPTH)
			var items: Array = value
			for item: Variant in items:
				if not problem.is_empty():
					break
				problem = json_problem(item, depth + 1)
			return problem
		TYPE_DICTIONARY:
			var entries: Dictionary = value
			return _object_problem(entries, depth)
	return "must not hold a value of the type %s, which JSON does not have" % type_string(typeof(value))


## What in [param value], which may be anything, can't be sent, as the end of a sentence; empty if nothing.
static func variant_problem(value: Variant, depth: int = 0) -> String:
	var parts: Array = []
	match typeof(value):
		TYPE_OBJECT, TYPE_CALLABLE, TYPE_SIGNAL, TYPE_RID:
			return "must not hold a value of the type %s, which means nothing elsewhere" % type_string(typeof(value))
		TYPE_ARRAY:
			parts = value
		TYPE_DICTIONARY:
			var entries: Dictionary = value
			parts = entries.keys() + entries.values()
		_:
			return ""
	var problem := _too_deep(depth, MAX_VARIANT_DEPTH)
	for part: Variant in parts:
		if not problem.is_empty():
			break
		problem = variant_problem(part, depth + 1)
	return problem


static func _object_problem(entries: Dictionary, depth: int) -> String:
	var problem := _too_deep(depth, MAX_JSON_DEPTH)
	for key: Variant in entries:
		if not problem.is_empty():
			break
		if not (key is String or key is StringName or key is int):
			return "must have texts for keys"
		problem = json_problem(entries[key], depth + 1)
	return problem


static func _too_deep(depth: int, most: int) -> String:
	return "" if depth < most else "must not be nested deeper than %d levels" % most
