class_name GodwitPatchReader
extends GodwitReader
## Reads the parts of a patch: ids, which entities a group is about, and rows of numbers.

# How a group names its entities.
const _ALL := 0
const _BITS := 1
const _DISTANCES := 2


## The next bytes bytes as whole numbers; empty if there are fewer.
func take(bytes: int) -> Array:
	return take_unsigned(1, bytes)


## count whole numbers of 1, 2 or 4 bytes.
func take_unsigned(bytes: int, count: int) -> Array:
	var row := []
	if not has(bytes * count):
		return row
	row.resize(count)
	match bytes:
		1:
			for index in count:
				row[index] = stream.get_u8()
		2:
			for index in count:
				row[index] = stream.get_u16()
		_:
			for index in count:
				row[index] = stream.get_u32()
	return row


## The sizes of count lists; no list is longer than the rest has room for.
func get_counts(count: int) -> Array:
	var counts: Array = []
	for index in count:
		# Eight values to a byte is the least any encoding takes.
		var size: int = get_varuint()
		if failed or size > stream.get_available_bytes() * 8:
			failed = true
			return []
		counts.append(size)
	return counts


## The total number of items in lists of these sizes.
func total_of(counts: Array) -> int:
	var total := 0
	for count in counts:
		total += count
	return total


## Ids, after their count, ascending.
func get_ids() -> Array:
	var count: int = get_varuint()
	if not has(count):
		return []
	return _get_sums(count)


## Those of known that a group is about.
func get_which(known: Array) -> Array:
	var head: int = get_varuint()
	var count = head >> 2
	match head & 3:
		_ALL:
			if count == known.size() and not failed:
				return known
		_BITS:
			return _get_marked(known, count)
		_DISTANCES:
			return _get_distant(known, count)
	failed = true
	return []


func _get_marked(known: Array, count: int) -> Array:
	var marked: Array = []
	var bits = take((known.size() + 7) >> 3)
	if failed:
		return marked
	for at in bits.size():
		var byte: int = bits[at]
		var index = at * 8
		while byte > 0 and index < known.size():
			if byte & 1 == 1:
				marked.append(known[index])
			byte >>= 1
			index += 1
	if marked.size() != count:
		failed = true
		return []
	return marked


func _get_distant(known: Array, count: int) -> Array:
	var distant: Array = []
	if not has(count):
		return distant
	var ordinals: Array = _get_sums(count)
	if failed or (count > 0 and ordinals[-1] >= known.size()):
		failed = true
		return distant
	distant.resize(count)
	for index in count:
		distant[index] = known[ordinals[index]]
	return distant


# Accumulated differences, mostly of one byte each. Ids and ordinals ascend.
func _get_sums(count: int) -> Array:
	var sums: Array = []
	sums.resize(count)
	var sum := 0
	for index in count:
		var distance: int = stream.get_u8()
		if distance >= 0x80:
			stream.seek(stream.get_position() - 1)
			distance = get_varuint()
			if not has(count - index - 1):
				return []
		sum += distance
		if (distance == 0 and index > 0) or sum > 0xffffffff:
			failed = true
			return []
		sums[index] = sum
	return sums


func _init(bytes: PoolByteArray = PoolByteArray()).(bytes) -> void:
	pass
