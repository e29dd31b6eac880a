func _init(bytes: PoolByteArray = PoolByteArray()).(bytes) -> void:
	pass


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
