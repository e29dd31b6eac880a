class_name GodwitVectorForm
extends GodwitForm
## The encoding of a Vector2, Vector3 or Color, whose components all have the same encoding.

var _component: GodwitForm


func _init(p_type: int, component: GodwitForm) -> void:
	type = p_type
	_component = component
	blend = Blend.LINEAR
	var part: float = component.zero
	zero = _whole([part, part, part, part], 0)


func read_row(reader: GodwitPatchReader, count: int) -> Array:
	var row: Array = []
	var width: int = _width()
	var parts = Array(_component.read_row(reader, count * width))
	if reader.failed:
		return row
	row.resize(count)
	match type:
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
	var given: Array = GodwitFields.to_list(value)
	var width: int = _width()
	if given.size() != width:
		return null
	var parts: Array = GodwitScripts.map(given, _component, "from_json")
	return null if parts.has(null) else _whole(Array(parts), 0)


func mix(value, hash_so_far: int) -> int:
	var mixed = hash_so_far
	match type:
		TYPE_VECTOR2:
			var flat: Vector2 = value
			return _component.mix(flat.y, _component.mix(flat.x, mixed))
		TYPE_VECTOR3:
			var deep: Vector3 = value
			for axis in 3:
				mixed = _component.mix(deep[axis], mixed)
		_:
			var tint: Color = value
			for channel in 4:
				mixed = _component.mix(tint[channel], mixed)
	return mixed


func _width() -> int:
	return 2 if type == TYPE_VECTOR2 else (3 if type == TYPE_VECTOR3 else 4)


func _whole(parts: Array, at: int):
	match type:
		TYPE_VECTOR2:
			return Vector2(parts[at], parts[at + 1])
		TYPE_VECTOR3:
			return Vector3(parts[at], parts[at + 1], parts[at + 2])
	return Color(parts[at], parts[at + 1], parts[at + 2], parts[at + 3])
