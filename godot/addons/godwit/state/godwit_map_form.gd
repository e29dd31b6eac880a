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
	var counts := reader.get_counts(count)
	var total := reader.total_of(counts)
	var keys := _key.read_row(reader, total)
	var items := _item.read_row(reader, total)
	if reader.failed:
		return row
	var first := 0
	for size: int in counts:
		var entries: Dictionary = {}
		for index in range(first, first + size):
			entries[keys[index]] = items[index]
		row.append(entries)
		first += size
	return row


func from_json(value: Variant) -> Variant:
	if not value is Array:
		return null
	var entries: Dictionary = {}
	for given: Variant in GodwitFields.to_list(value):
		var entry := GodwitFields.to_list(given)
		if entry.size() != 2:
			return null
		var item: Variant = _item.from_json(entry[1])
		if not entry[0] is String or item == null:
			return null
		entries[entry[0]] = item
	return entries


func get_zero() -> Variant:
	return {}


func mix(value: Variant, hash_so_far: int) -> int:
	var entries: Dictionary = value
	var mixed := mix_word(hash_so_far, entries.size())
	for key: String in entries:
		mixed = _item.mix(entries[key], _key.mix(key, mixed))
	return mixed
