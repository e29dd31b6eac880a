extends SceneTree
## Writes every value of [Vectors] to the file VARIANT_OUT as JSON: its name, what it is in the notation of [Notation],
## and the engine's bytes in hex.

const Notation := preload("res://notation.gd")
const Vectors := preload("res://vectors.gd")


func _init() -> void:
	var entries: Array[Dictionary] = []
	for vector: Array in Vectors.sendable():
		entries.append(_entry(vector, Notation.describe(vector[1]), var_to_bytes(vector[1])))
	for vector: Array in Vectors.refused():
		var value: Variant = vector[1]
		entries.append(_entry(vector, ["refused"], _without_ids(var_to_bytes(value), value)))
	for vector: Array in Vectors.refused_with_objects():
		entries.append(_entry(vector, ["refused"], var_to_bytes_with_objects(vector[1])))

	var file := FileAccess.open(OS.get_environment("VARIANT_OUT"), FileAccess.WRITE)
	file.store_string(JSON.stringify(entries))
	file.close()
	quit()


func _entry(vector: Array, notation: Array, bytes: PackedByteArray) -> Dictionary:
	return {"name": vector[0], "value": notation, "hex": bytes.hex_encode()}


## Instance ids differ in every run; in the vectors they are all 1.
func _without_ids(bytes: PackedByteArray, value: Variant) -> PackedByteArray:
	for object: Object in _objects_in(value):
		var id := PackedByteArray()
		id.resize(8)
		id.encode_s64(0, object.get_instance_id())
		var one := PackedByteArray([1, 0, 0, 0, 0, 0, 0, 0])
		bytes = bytes.hex_encode().replace(id.hex_encode(), one.hex_encode()).hex_decode()
	return bytes


func _objects_in(value: Variant) -> Array[Object]:
	var objects: Array[Object] = []
	if value is Object:
		objects.append(value)
	elif value is Array:
		for item: Variant in value:
			objects.append_array(_objects_in(item))
	elif value is Dictionary:
		for key: Variant in value:
			objects.append_array(_objects_in(key))
			objects.append_array(_objects_in(value[key]))
	return objects
