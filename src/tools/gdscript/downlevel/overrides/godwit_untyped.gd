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
