extends GodwitForm
class_name GodwitVectorForm
## The form of a Vector2, Vector3 or Color, each of whose components has the same form.

var _type: int
var _component: GodwitForm


func _init(type: int, component: GodwitForm) -> void:
	_type = type
	_component = component
	blend = Blend.LINEAR
	zero = _whole([component.zero, component.zero, component.zero, component.zero], 0)


func read_row(reader, count: int) -> Array:
	var row := []
	var parts := _component.read_row(reader, count * _width())
	if reader.failed:
		return row
	row.resize(count)
	match _type:
		TYPE_VECTOR2:
			for index in count:
				row[index] = Vector2(parts[index * 2], parts[index * 2 + 1])
		TYPE_VECTOR3:
			for index in count:
				row[index] = Vector3(parts[index * 3], parts[index * 3 + 1], parts[index * 3 + 2])
		_:
			for index in count:
				row[index] = _whole(parts, index * 4)
	return row


func from_json(value):
	var given := GodwitFields.to_list(value)
	if given.size() != _width():
		return null
	var parts := _component.row_from_json(given)
	if parts.has(null):
		return null
	return _whole(parts, 0)


func mix(value, hash_so_far: int) -> int:
	var mixed := hash_so_far
	for part in _parts_of(value):
		mixed = _component.mix(part, mixed)
	return mixed


func _width() -> int:
	return 2 if _type == TYPE_VECTOR2 else (3 if _type == TYPE_VECTOR3 else 4)


func _parts_of(value) -> Array:
	match _type:
		TYPE_VECTOR2:
			return [value.x, value.y]
		TYPE_VECTOR3:
			return [value.x, value.y, value.z]
	return [value.r, value.g, value.b, value.a]


func _whole(parts: Array, at: int):
	match _type:
		TYPE_VECTOR2:
			return Vector2(parts[at], parts[at + 1])
		TYPE_VECTOR3:
			return Vector3(parts[at], parts[at + 1], parts[at + 2])
	return Color(parts[at], parts[at + 1], parts[at + 2], parts[at + 3])
