class_name GodwitMapForm
extends GodwitForm
## The encoding of a map from strings to values, which changes as a whole.

var _item: GodwitForm
var _key: GodwitForm


func _init(key: GodwitForm, item: GodwitForm) -> void:
	_key = key
	_item = item
	is_exact_in_json = item.is_exact_in_json
	type = TYPE_DICTIONARY
	zero = {}


func read_row(reader: GodwitPatchReader, count: int) -> Array:
	var row: Array = []
	var counts: Array = reader.get_counts(count)
	var total: int = reader.total_of(counts)
	var keys: Array = _key.read_row(reader, total)
	var items: Array = _item.read_row(reader, total)
	if reader.failed:
		return row
	var first := 0
	for size in counts:
		var entries: Dictionary = {}
		for index in range(first, first + size):
			entries[keys[index]] = items[index]
		row.append(entries)
		first += size
	return row


func from_json(value):
	if not value is Array:
		return null
	var entries: Dictionary = {}
	for given in GodwitFields.to_list(value):
		var entry: Array = GodwitFields.to_list(given)
		if entry.size() != 2:
			return null
		var item = _item.from_json(entry[1])
		if not entry[0] is String or item == null:
			return null
		entries[entry[0]] = item
	return entries


func get_zero():
	return {}


func mix(value, hash_so_far: int) -> int:
	var entries: Dictionary = value
	var mixed: int = mix_word(hash_so_far, entries.size())
	for key in entries:
		mixed = _item.mix(entries[key], _key.mix(key, mixed))
	return mixed


# Godot 3 compares dictionaries by identity.
func is_equal(one, other) -> bool:
	if typeof(one) != TYPE_DICTIONARY or typeof(other) != TYPE_DICTIONARY or one.size() != other.size():
		return false
	for key in one:
		if not other.has(key) or not _item.is_equal(one[key], other[key]):
			return false
	return true
