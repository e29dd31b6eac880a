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
	var counts := reader.get_counts(count)
	var items := _item.read_row(reader, reader.total_of(counts))
	if reader.failed:
		return row
	var first := 0
	for size: int in counts:
		row.append(_typed(items.slice(first, first + size)))
		first += size
	return row


func from_json(value: Variant) -> Variant:
	if not value is Array:
		return null
	var given: Array = value
	var items: Array = given.map(_item.from_json)
	if items.has(null):
		return null
	return _typed(items)


func get_zero() -> Variant:
	return _typed([])


func mix(value: Variant, hash_so_far: int) -> int:
	var items: Array = value
	var mixed := mix_word(hash_so_far, items.size())
	for item: Variant in items:
		mixed = _item.mix(item, mixed)
	return mixed


# Typed members don't accept untyped arrays.
func _typed(items: Array) -> Array:
	if _item.type == TYPE_NIL:
		return items
	return Array(items, _item.type, &"", null)
