class SingleForm:

	var _scratch := StreamPeerBuffer.new()

	func read_row(reader, count: int) -> Array:
		var row := []
		if not reader.has(count * 4):
			return row
		row.resize(count)
		var stream: StreamPeerBuffer = reader.stream
		for index in count:
			row[index] = stream.get_float()
		return row

	func from_json(value):
		if not (value is float or value is int):
			return null
		_scratch.seek(0)
		_scratch.put_float(value)
		_scratch.seek(0)
		return _scratch.get_float()

	func mix(value, hash_so_far: int) -> int:
		_scratch.seek(0)
		_scratch.put_float(value)
		_scratch.seek(0)
		return mix_word(hash_so_far, _scratch.get_u32())


class DoubleForm:

	var _scratch := StreamPeerBuffer.new()

	func read_row(reader, count: int) -> Array:
		var row := []
		if not reader.has(count * 8):
			return row
		row.resize(count)
		var stream: StreamPeerBuffer = reader.stream
		for index in count:
			row[index] = stream.get_double()
		return row

	func mix(value, hash_so_far: int) -> int:
		_scratch.seek(0)
		_scratch.put_double(value)
		_scratch.seek(0)
		var low := _scratch.get_u32()
		return mix_word(mix_word(hash_so_far, low), _scratch.get_u32())



class IntegerForm:

	func read_row(reader, count: int) -> Array:
		var row: Array = reader.take_unsigned(_bytes, count)
		if _least < 0:
			for index in row.size():
				if row[index] > _most:
					row[index] += 2 * _least
		return row
