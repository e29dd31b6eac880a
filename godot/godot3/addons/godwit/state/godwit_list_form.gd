extends GodwitForm
class_name GodwitListForm
## The form of a list, which changes as a whole.

var _item: GodwitForm


func _init(item: GodwitForm) -> void:
	_item = item
	is_exact_in_json = item.is_exact_in_json
	zero = []


func read_row(reader, count: int) -> Array:
	var row := []
	var counts: Array = reader.get_counts(count)
	var items := _item.read_row(reader, reader.total_of(counts))
	if reader.failed:
		return row
	var first := 0
	for size in counts:
		var list := []
		for index in range(first, first + size):
			list.append(items[index])
		row.append(list)
		first += size
	return row


func from_json(value):
	if typeof(value) != TYPE_ARRAY:
		return null
	var items := _item.row_from_json(value)
	if items.has(null):
		return null
	return items


func mix(value, hash_so_far: int) -> int:
	var mixed := mix_word(hash_so_far, value.size())
	for item in value:
		mixed = _item.mix(item, mixed)
	return mixed


func get_zero():
	return []
