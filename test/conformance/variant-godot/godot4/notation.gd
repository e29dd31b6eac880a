extends RefCounted
## Says what a value is without the Variant format: ints in decimal, floats by the bits of a double, the rest by its fields
## as GDScript names them.


static func describe(value: Variant) -> Array:
	match typeof(value):
		TYPE_NIL:
			return ["Nil"]
		TYPE_BOOL:
			return ["bool", value]
		TYPE_INT:
			return ["int", str(value)]
		TYPE_FLOAT:
			return ["float", bits(value)]
		TYPE_STRING:
			return ["String", value]
		TYPE_STRING_NAME:
			return ["StringName", str(value)]
		TYPE_NODE_PATH:
			return _node_path(value)
		TYPE_ARRAY:
			return _array(value)
		TYPE_DICTIONARY:
			return _dictionary(value)
		TYPE_PACKED_BYTE_ARRAY, TYPE_PACKED_INT32_ARRAY, TYPE_PACKED_INT64_ARRAY:
			return [type_string(typeof(value)), _each(value, func(item: int) -> String: return str(item))]
		TYPE_PACKED_FLOAT32_ARRAY, TYPE_PACKED_FLOAT64_ARRAY:
			return [type_string(typeof(value)), _each(value, bits)]
		TYPE_PACKED_STRING_ARRAY:
			return ["PackedStringArray", _each(value, func(item: String) -> String: return item)]
		TYPE_PACKED_VECTOR2_ARRAY, TYPE_PACKED_VECTOR3_ARRAY, TYPE_PACKED_VECTOR4_ARRAY, TYPE_PACKED_COLOR_ARRAY:
			return [type_string(typeof(value)), _each(value, components)]
	return [type_string(typeof(value)), components(value)]


## The 64 bits of [param value], most significant first.
static func bits(value: float) -> String:
	var buffer := StreamPeerBuffer.new()
	buffer.big_endian = true
	buffer.put_double(value)
	return buffer.data_array.hex_encode()


## The fields of a mathematical value, in the order of GDScript's constructor.
static func components(value: Variant) -> Array:
	match typeof(value):
		TYPE_VECTOR2:
			return [bits(value.x), bits(value.y)]
		TYPE_VECTOR2I:
			return [str(value.x), str(value.y)]
		TYPE_VECTOR3:
			return [bits(value.x), bits(value.y), bits(value.z)]
		TYPE_VECTOR3I:
			return [str(value.x), str(value.y), str(value.z)]
		TYPE_VECTOR4, TYPE_QUATERNION:
			return [bits(value.x), bits(value.y), bits(value.z), bits(value.w)]
		TYPE_VECTOR4I:
			return [str(value.x), str(value.y), str(value.z), str(value.w)]
		TYPE_COLOR:
			return [bits(value.r), bits(value.g), bits(value.b), bits(value.a)]
		TYPE_RECT2, TYPE_RECT2I, TYPE_AABB:
			return components(value.position) + components(value.size)
		TYPE_PLANE:
			return components(value.normal) + [bits(value.d)]
		TYPE_TRANSFORM2D:
			return components(value.x) + components(value.y) + components(value.origin)
		TYPE_BASIS:
			return components(value.x) + components(value.y) + components(value.z)
		TYPE_TRANSFORM3D:
			return components(value.basis) + components(value.origin)
		TYPE_PROJECTION:
			return components(value.x) + components(value.y) + components(value.z) + components(value.w)
	push_error("no notation for type %d" % typeof(value))
	return []


static func _node_path(path: NodePath) -> Array:
	var names: Array[String] = []
	for i in path.get_name_count():
		names.append(str(path.get_name(i)))
	var subnames: Array[String] = []
	for i in path.get_subname_count():
		subnames.append(str(path.get_subname(i)))
	return ["NodePath", names, subnames, path.is_absolute()]


static func _array(array: Array) -> Array:
	var element: Variant = type_string(array.get_typed_builtin()) if array.is_typed() else null
	return ["Array", element, array.map(describe)]


static func _dictionary(dictionary: Dictionary) -> Array:
	var key_type: Variant = type_string(dictionary.get_typed_key_builtin()) if dictionary.is_typed_key() else null
	var value_type: Variant = type_string(dictionary.get_typed_value_builtin()) if dictionary.is_typed_value() else null
	var entries: Array[Array] = []
	for key: Variant in dictionary:
		entries.append([describe(key), describe(dictionary[key])])
	return ["Dictionary", key_type, value_type, entries]


static func _each(items: Variant, what: Callable) -> Array:
	var described: Array = []
	for item: Variant in items:
		described.append(what.call(item))
	return described
