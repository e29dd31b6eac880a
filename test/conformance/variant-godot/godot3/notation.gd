extends Reference
# Says what a value is without the Variant format: ints in decimal, floats by the bits of a double, the rest by its fields
# as GDScript names them. Types have the names of Godot 4.

const NAMES := {
	TYPE_VECTOR2: "Vector2",
	TYPE_RECT2: "Rect2",
	TYPE_VECTOR3: "Vector3",
	TYPE_TRANSFORM2D: "Transform2D",
	TYPE_PLANE: "Plane",
	TYPE_QUAT: "Quaternion",
	TYPE_AABB: "AABB",
	TYPE_BASIS: "Basis",
	TYPE_TRANSFORM: "Transform3D",
	TYPE_COLOR: "Color",
	TYPE_RAW_ARRAY: "PackedByteArray",
	TYPE_INT_ARRAY: "PackedInt32Array",
	TYPE_REAL_ARRAY: "PackedFloat32Array",
	TYPE_STRING_ARRAY: "PackedStringArray",
	TYPE_VECTOR2_ARRAY: "PackedVector2Array",
	TYPE_VECTOR3_ARRAY: "PackedVector3Array",
	TYPE_COLOR_ARRAY: "PackedColorArray",
}


func describe(value) -> Array:
	match typeof(value):
		TYPE_NIL:
			return ["Nil"]
		TYPE_BOOL:
			return ["bool", value]
		TYPE_INT:
			return ["int", str(value)]
		TYPE_REAL:
			return ["float", bits(value)]
		TYPE_STRING:
			return ["String", value]
		TYPE_NODE_PATH:
			return _node_path(value)
		TYPE_ARRAY:
			return ["Array", null, _each(value, "describe")]
		TYPE_DICTIONARY:
			return _dictionary(value)
		TYPE_RAW_ARRAY, TYPE_INT_ARRAY:
			return [NAMES[typeof(value)], _each(value, "_text")]
		TYPE_REAL_ARRAY:
			return [NAMES[typeof(value)], _each(value, "bits")]
		TYPE_STRING_ARRAY:
			return [NAMES[typeof(value)], _each(value, "_text")]
		TYPE_VECTOR2_ARRAY, TYPE_VECTOR3_ARRAY, TYPE_COLOR_ARRAY:
			return [NAMES[typeof(value)], _each(value, "components")]
	return [NAMES[typeof(value)], components(value)]


# The 64 bits of value, most significant first.
func bits(value: float) -> String:
	var buffer := StreamPeerBuffer.new()
	buffer.big_endian = true
	buffer.put_double(value)
	return buffer.data_array.hex_encode()


# The fields of a mathematical value, in the order of GDScript's constructor.
func components(value) -> Array:
	match typeof(value):
		TYPE_VECTOR2:
			return [bits(value.x), bits(value.y)]
		TYPE_VECTOR3:
			return [bits(value.x), bits(value.y), bits(value.z)]
		TYPE_QUAT:
			return [bits(value.x), bits(value.y), bits(value.z), bits(value.w)]
		TYPE_COLOR:
			return [bits(value.r), bits(value.g), bits(value.b), bits(value.a)]
		TYPE_RECT2, TYPE_AABB:
			return components(value.position) + components(value.size)
		TYPE_PLANE:
			return components(value.normal) + [bits(value.d)]
		TYPE_TRANSFORM2D:
			return components(value.x) + components(value.y) + components(value.origin)
		TYPE_BASIS:
			return components(value.x) + components(value.y) + components(value.z)
		TYPE_TRANSFORM:
			return components(value.basis) + components(value.origin)
	push_error("no notation for type %d" % typeof(value))
	return []


func _node_path(path: NodePath) -> Array:
	var names := []
	for i in path.get_name_count():
		names.append(path.get_name(i))
	var subnames := []
	for i in path.get_subname_count():
		subnames.append(path.get_subname(i))
	return ["NodePath", names, subnames, path.is_absolute()]


func _dictionary(dictionary: Dictionary) -> Array:
	var entries := []
	for key in dictionary:
		entries.append([describe(key), describe(dictionary[key])])
	return ["Dictionary", null, null, entries]


func _text(item) -> String:
	return str(item)


func _each(items, what: String) -> Array:
	var described := []
	for item in items:
		described.append(call(what, item))
	return described
