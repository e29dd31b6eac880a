class_name GodwitForms
extends Reference
## The encodings of synced values; generated classes list those of their columns.


## Booleans, eight to a byte.
static func boolean() -> GodwitForm:
	return BoolForm.new()


## A whole number of 1, 2 or 4 bytes.
static func integer(bytes: int, is_signed: bool) -> GodwitForm:
	return IntegerForm.new(bytes, is_signed)


## An entity id; 0 for none.
static func entity_id() -> GodwitForm:
	return IntegerForm.new(4, false)


## A 32-bit float.
static func single() -> GodwitForm:
	return SingleForm.new()


## A 64-bit float.
static func double() -> GodwitForm:
	return DoubleForm.new()


## A 64-bit float of a predicted field, bit for bit: in JSON the 16 hexadecimal digits of its bits.
static func exact() -> GodwitForm:
	return ExactForm.new()


## A number from least to most, quantized to bits bits.
static func quantized(least: float, most: float, bits: int) -> GodwitForm:
	return QuantizedForm.new(least, most, bits)


## Radians from -PI up to PI, quantized to bits bits.
static func angle(bits: int) -> GodwitForm:
	return AngleForm.new(bits)


## One of values.
static func choice(values: Array) -> GodwitForm:
	return ChoiceForm.new(values)


## A string.
static func text() -> GodwitForm:
	return TextForm.new()


## Two 32-bit floats.
static func vector2() -> GodwitForm:
	return GodwitVectorForm.new(TYPE_VECTOR2, SingleForm.new())


## Three 32-bit floats.
static func vector3() -> GodwitForm:
	return GodwitVectorForm.new(TYPE_VECTOR3, SingleForm.new())


## Four 32-bit floats.
static func color() -> GodwitForm:
	return GodwitVectorForm.new(TYPE_COLOR, SingleForm.new())


## Two numbers from least to most, quantized to bits bits each.
static func quantized_vector2(least: float, most: float, bits: int) -> GodwitForm:
	return GodwitVectorForm.new(TYPE_VECTOR2, QuantizedForm.new(least, most, bits))


## Three numbers from least to most, quantized to bits bits each.
static func quantized_vector3(least: float, most: float, bits: int) -> GodwitForm:
	return GodwitVectorForm.new(TYPE_VECTOR3, QuantizedForm.new(least, most, bits))


## A list of values.
static func list(item: GodwitForm) -> GodwitForm:
	return GodwitListForm.new(item)


## A Dictionary from strings to values.
static func map(item: GodwitForm) -> GodwitForm:
	return GodwitMapForm.new(TextForm.new(), item)


class BoolForm:
	extends GodwitForm

	func _init() -> void:
		type = TYPE_BOOL
		zero = false

	func read_row(reader: GodwitPatchReader, count: int) -> Array:
		var row: Array = []
		var bits = reader.take((count + 7) >> 3)
		if reader.failed:
			return row
		row.resize(count)
		for index in count:
			row[index] = (bits[index >> 3] >> (index & 7)) & 1 == 1
		return row

	func from_json(value):
		return value if value is bool else null

	func mix(value, hash_so_far: int) -> int:
		return mix_word(hash_so_far, 1 if value else 0)


class IntegerForm:
	extends GodwitForm

	var _bytes: int
	var _least: int
	var _most: int

	func _init(bytes: int, is_signed: bool) -> void:
		_bytes = bytes
		_least = -(1 << (bytes * 8 - 1)) if is_signed else 0
		_most = _least + (1 << (bytes * 8)) - 1
		type = TYPE_INT
		zero = 0

	func read_row(reader, count: int) -> Array:
		var row: Array = reader.take_unsigned(_bytes, count)
		if _least < 0:
			for index in row.size():
				if row[index] > _most:
					row[index] += 2 * _least
		return row

	func from_json(value):
		if not (value is float or value is int):
			return null
		return int(clamp(GodwitFields.to_int(value), _least, _most))

	func mix(value, hash_so_far: int) -> int:
		var word: int = value
		return mix_word(hash_so_far, word)


class SingleForm:
	extends GodwitForm

	var _scratch := StreamPeerBuffer.new()

	func _init() -> void:
		type = TYPE_REAL
		zero = 0.0
		blend = Blend.LINEAR

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
	extends GodwitForm

	var _scratch := StreamPeerBuffer.new()

	func _init() -> void:
		type = TYPE_REAL
		zero = 0.0
		# The engine parses one in ten seventeen-digit numbers as the next float.
		is_exact_in_json = false
		blend = Blend.LINEAR

	func read_row(reader, count: int) -> Array:
		var row := []
		if not reader.has(count * 8):
			return row
		row.resize(count)
		var stream: StreamPeerBuffer = reader.stream
		for index in count:
			row[index] = stream.get_double()
		return row

	func from_json(value):
		if not (value is float or value is int):
			return null
		var number: float = value
		return number

	func mix(value, hash_so_far: int) -> int:
		_scratch.seek(0)
		_scratch.put_double(value)
		_scratch.seek(0)
		var low := _scratch.get_u32()
		return mix_word(mix_word(hash_so_far, low), _scratch.get_u32())


class ExactForm:
	extends DoubleForm

	func _init() -> void:
		type = TYPE_REAL
		zero = 0.0
		blend = Blend.LINEAR
		is_exact_in_json = true

	func from_json(value):
		if not value is String:
			return null
		var digits: String = value
		if digits.length() != 16 or not digits.is_valid_hex_number():
			return null
		var buffer := StreamPeerBuffer.new()
		for place in [12, 8, 4, 0]:
			buffer.put_u16(("0x" + digits.substr(place, 4)).hex_to_int())
		buffer.seek(0)
		return buffer.get_double()


class QuantizedForm:
	extends GodwitForm

	var _least: float
	var _most: float
	var _last: int
	var _bytes: int
	var _ends_exactly: bool # the largest step needs no special case

	func _init(least: float, most: float, bits: int) -> void:
		_least = least
		_most = most
		_last = (1 << bits) - 1
		_bytes = 1 if bits <= 8 else (2 if bits <= 16 else 4)
		type = TYPE_REAL
		_ends_exactly = least + (most - least) == most
		zero = _value_of(_step_of(0.0))
		blend = Blend.LINEAR

	func read_row(reader: GodwitPatchReader, count: int) -> Array:
		if _bytes == 2 and _ends_exactly and reader.has(count * 2):
			return _read_shorts(reader.stream, count)
		var row: Array = reader.take_unsigned(_bytes, count)
		for index in row.size():
			var step: int = row[index]
			row[index] = _value_of(step)
		return row

	func from_json(value):
		if not (value is float or value is int):
			return null
		var number: float = value
		return _value_of(_step_of(number))

	func mix(value, hash_so_far: int) -> int:
		var number: float = value
		return mix_word(hash_so_far, _step_of(number))

	func _step_of(value: float) -> int:
		if value <= _least:
			return 0
		return _last if value >= _most else int(floor((value - _least) / (_most - _least) * _last + 0.5))

	# The usual case, without a call per value.
	func _read_shorts(stream: StreamPeerBuffer, count: int) -> Array:
		var row: Array = []
		row.resize(count)
		var least = _least
		var last: float = (1.0 * _last)
		var scale = _most - _least
		for index in count:
			row[index] = least + stream.get_u16() / last * scale
		return row

	func _value_of(step: int) -> float:
		return 1.0 * (_most if step == _last else _least + (1.0 * step) / _last * (_most - _least))


class AngleForm:
	extends GodwitForm

	var _steps: int
	var _bytes: int

	func _init(bits: int) -> void:
		_steps = 1 << bits
		_bytes = 1 if bits <= 8 else (2 if bits <= 16 else 4)
		type = TYPE_REAL
		zero = 0.0
		blend = Blend.ANGLE

	func read_row(reader: GodwitPatchReader, count: int) -> Array:
		var row: Array = reader.take_unsigned(_bytes, count)
		for index in row.size():
			var step: int = row[index]
			row[index] = _value_of(step)
		return row

	func from_json(value):
		if not (value is float or value is int):
			return null
		var number: float = value
		return _value_of(_step_of(number))

	func mix(value, hash_so_far: int) -> int:
		var number: float = value
		return mix_word(hash_so_far, _step_of(number))

	func _step_of(value: float) -> int:
		return posmod(int(floor(value / TAU * _steps + 0.5)), _steps)

	func _value_of(step: int) -> float:
		return 1.0 * (step * (TAU / _steps) - (TAU if step * 2 >= _steps else 0.0))


class ChoiceForm:
	extends GodwitForm

	var _values: Array

	func _init(values: Array) -> void:
		_values = values
		zero = values[0]
		var first = typeof(values[0])
		type = first
		for value in values:
			if typeof(value) != first:
				type = TYPE_NIL

	func read_row(reader: GodwitPatchReader, count: int) -> Array:
		var row: Array = reader.take_unsigned(2 if _values.size() > 256 else 1, count)
		for index in row.size():
			var step: int = row[index]
			if step >= _values.size():
				reader.failed = true
				return []
			row[index] = _values[step]
		return row

	func from_json(value):
		for listed in _values:
			if typeof(listed) == typeof(value) and listed == value:
				return listed
			# JSON has one number type.
			if listed is int and GodwitFields.to_float(listed) == GodwitFields.to_float(value, NAN):
				return listed
		return null

	func mix(value, hash_so_far: int) -> int:
		return mix_word(hash_so_far, _values.find(value))


class TextForm:
	extends GodwitForm

	func _init() -> void:
		type = TYPE_STRING
		zero = ""

	func read_row(reader: GodwitPatchReader, count: int) -> Array:
		var row: Array = []
		if not reader.has(count):
			return row
		row.resize(count)
		for index in count:
			row[index] = reader.get_text()
		return row

	func from_json(value):
		return value if value is String else null

	func mix(value, hash_so_far: int) -> int:
		var written: String = value
		var bytes: PoolByteArray = written.to_utf8()
		var mixed: int = mix_word(hash_so_far, bytes.size())
		for byte in bytes:
			mixed = mix_word(mixed, byte)
		return mixed
