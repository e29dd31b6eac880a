extends SceneTree
# Writes every value of vectors.gd to the file VARIANT_OUT as JSON: its name, what it is in the notation of notation.gd,
# and the engine's bytes in hex.

const Notation := preload("res://notation.gd")
const Vectors := preload("res://vectors.gd")


func _init() -> void:
	var notation := Notation.new()
	var vectors := Vectors.new()
	var entries := []
	for vector in vectors.sendable():
		entries.append(_entry(vector, notation.describe(vector[1]), _without_old_memory(var2bytes(vector[1]), vector[1])))
	for vector in vectors.refused():
		entries.append(_entry(vector, ["refused"], _without_ids(var2bytes(vector[1]), vector[1])))
	for vector in vectors.refused_with_objects():
		entries.append(_entry(vector, ["refused"], var2bytes(vector[1], true)))

	var file := File.new()
	if file.open(OS.get_environment("VARIANT_OUT"), File.WRITE) != OK:
		push_error("VARIANT_OUT can't be written")
	file.store_string(to_json(entries))
	file.close()
	quit()


func _entry(vector: Array, notation: Array, bytes: PoolByteArray) -> Dictionary:
	return {"name": vector[0], "value": notation, "hex": bytes.hex_encode()}


# Godot 3 leaves whatever the memory held before in the padding of a NodePath's strings; in the vectors it is zero.
func _without_old_memory(bytes: PoolByteArray, value) -> PoolByteArray:
	if typeof(value) != TYPE_NODE_PATH:
		return bytes
	var position := 16
	while position < bytes.size():
		var end: int = position + 4 + bytes[position]
		position = end + (4 - end % 4) % 4
		for i in range(end, position):
			bytes[i] = 0
	return bytes


# Instance ids differ in every run; in the vectors they are all 1.
func _without_ids(bytes: PoolByteArray, value) -> PoolByteArray:
	for object in _objects_in(value):
		var id := StreamPeerBuffer.new()
		id.put_64(object.get_instance_id())
		var hex := bytes.hex_encode().replace(id.data_array.hex_encode(), "0100000000000000")
		bytes = PoolByteArray()
		for i in range(0, hex.length(), 2):
			bytes.append(("0x" + hex.substr(i, 2)).hex_to_int())
	return bytes


func _objects_in(value) -> Array:
	var objects := []
	if value is Object:
		objects.append(value)
	elif value is Array:
		for item in value:
			objects += _objects_in(item)
	elif value is Dictionary:
		for key in value:
			objects += _objects_in(key)
			objects += _objects_in(value[key])
	return objects
