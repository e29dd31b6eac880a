class_name GodwitUntyped
extends Reference
## Checks values whose shape the contract leaves open, before they are sent.

## How deep arrays and dictionaries of a JSON value may nest: the packet around it adds two levels.
const MAX_JSON_DEPTH := 30
## How deep arrays and dictionaries of any other value may nest.
const MAX_VARIANT_DEPTH := 32
## The largest whole number that every side holds exactly (2^53 - 1).
const MAX_WHOLE := 9007199254740991
const _TYPE_NAMES := { TYPE_OBJECT: "Object", TYPE_RID: "RID" }


## What in value JSON can't represent, as the end of a sentence; empty if nothing. depth is how deeply value is already nested.
static func json_problem(value, depth: int = 0) -> String:
	match typeof(value):
		TYPE_NIL, TYPE_BOOL, TYPE_STRING, TYPE_RAW_ARRAY, TYPE_INT_ARRAY, TYPE_STRING_ARRAY:
			return ""
		TYPE_INT:
			var is_exact: bool = value >= -MAX_WHOLE and value <= MAX_WHOLE
			return "" if is_exact else "must not hold a whole number beyond 2^53"
		TYPE_REAL:
			return "" if abs(value) < INF else "must not hold NAN or INF"
		TYPE_ARRAY, TYPE_REAL_ARRAY:
			var problem := _too_deep(depth, MAX_JSON_DEPTH)
			for item in value:
				if problem != "":
					break
				problem = json_problem(item, depth + 1)
			return problem
		TYPE_DICTIONARY:
			return _object_problem(value, depth)
	return "must not hold a value of the type %s, which JSON does not have" % _name_of(value)


## What in value, which may be anything, can't be sent, as the end of a sentence; empty if nothing.
static func variant_problem(value, depth: int = 0) -> String:
	var parts := []
	match typeof(value):
		TYPE_OBJECT, TYPE_RID:
			return "must not hold a value of the type %s, which means nothing elsewhere" % _name_of(value)
		TYPE_ARRAY:
			parts = value
		TYPE_DICTIONARY:
			parts = value.keys() + value.values()
		_:
			return ""
	var problem := _too_deep(depth, MAX_VARIANT_DEPTH)
	for part in parts:
		if problem != "":
			break
		problem = variant_problem(part, depth + 1)
	return problem


static func _name_of(value) -> String:
	return _TYPE_NAMES.get(typeof(value), "number %d" % typeof(value))


static func _object_problem(entries: Dictionary, depth: int) -> String:
	var problem: String = _too_deep(depth, MAX_JSON_DEPTH)
	for key in entries:
		if not problem.empty():
			break
		if not (key is String or key is String or key is int):
			return "must have texts for keys"
		problem = json_problem(entries[key], depth + 1)
	return problem


static func _too_deep(depth: int, most: int) -> String:
	return "" if depth < most else "must not be nested deeper than %d levels" % most
