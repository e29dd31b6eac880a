extends GodwitForm
class_name GodwitMapForm
## The form of a map from texts to values, which changes as a whole.

var _item: GodwitForm
var _key: GodwitForm


func _init(key: GodwitForm, item: GodwitForm) -> void:
	_key = key
	_item = item
	is_exact_in_json = item.is_exact_in_json
	zero = {}


func read_row(reader, count: int) -> Array:
	var row := []
	var counts: Array = reader.get_counts(count)
	var total: int = reader.total_of(counts)
	var keys := _key.read_row(reader, total)
	var items := _item.read_row(reader, total)
	if reader.failed:
		return row
	var first := 0
	for size in counts:
		var entries := {}
		for index in range(first, first + size):
			entries[keys[index]] = items[index]
		row.append(entries)
		first += size
	return row


func from_json(value):
	if typeof(value) != TYPE_ARRAY:
		return null
	var entries := {}
	for given in value:
		var entry := GodwitFields.to_list(given)
		if entry.size() != 2:
			return null
		var item = _item.from_json(entry[1])
		if typeof(entry[0]) != TYPE_STRING or item == null:
			return null
		entries[entry[0]] = item
	return entries


func mix(value, hash_so_far: int) -> int:
	var mixed := mix_word(hash_so_far, value.size())
	for key in value:
		mixed = _item.mix(value[key], _key.mix(key, mixed))
	return mixed


func get_zero():
	return {}


# Godot 3 compares dictionaries by identity.
func is_equal(one, other) -> bool:
	if typeof(one) != TYPE_DICTIONARY or typeof(other) != TYPE_DICTIONARY or one.size() != other.size():
		return false
	for key in one:
		if not other.has(key) or not _item.is_equal(one[key], other[key]):
			return false
	return true
