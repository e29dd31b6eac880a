class_name GodwitListForm
extends GodwitForm
## The encoding of a list, which changes as a whole.

var _item: GodwitForm


func _init(item: GodwitForm) -> void:
	_item = item
	is_exact_in_json = item.is_exact_in_json
	type = TYPE_ARRAY
	zero = _typed([])


func read_row(reader: GodwitPatchReader, count: int) -> Array:
	var row: Array = []
	var counts: Array = reader.get_counts(count)
	var items: Array = _item.read_row(reader, reader.total_of(counts))
	if reader.failed:
		return row
	var first := 0
	for size in counts:
		row.append(_typed(GodwitScripts.slice(items, first, first + size)))
		first += size
	return row


func from_json(value):
	if not value is Array:
		return null
	var given: Array = value
	var items: Array = GodwitScripts.map(given, _item, "from_json")
	if items.has(null):
		return null
	return _typed(items)


func get_zero():
	return _typed([])


func mix(value, hash_so_far: int) -> int:
	var items: Array = value
	var mixed: int = mix_word(hash_so_far, items.size())
	for item in items:
		mixed = _item.mix(item, mixed)
	return mixed


# Typed members don't accept untyped arrays.
func _typed(items: Array) -> Array:
	return items
