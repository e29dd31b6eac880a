class_name GodwitReader
extends Reference
## Reads values in the contract's binary encoding. Anything invalid sets failed; further reads return defaults.

# 2^53 - 1, the largest whole number that every side holds exactly.
const _MAX_VARUINT := 9007199254740991

## The input; generated code reads fixed-size numbers straight from it, after has().
var stream := StreamPeerBuffer.new()
## True once something was invalid.
var failed: bool = false


func _init(bytes: PoolByteArray = PoolByteArray()) -> void:
	stream.data_array = bytes


## True if bytes more bytes can be read.
func has(bytes: int) -> bool:
	if failed or stream.get_available_bytes() < bytes:
		failed = true
		return false
	return true


## True if everything was read and valid.
func is_finished() -> bool:
	return not failed and stream.get_available_bytes() == 0


## A non-negative whole number (LEB128), at most 2^53 - 1.
func get_varuint() -> int:
	var value: int = _get_groups()
	if value <= _MAX_VARUINT:
		return value
	failed = true
	return 0


## A signed whole number (zigzag), at most 53 bits.
func get_varint() -> int:
	var folded: int = _get_groups()
	if folded > 2 * _MAX_VARUINT:
		failed = true
		return 0
	return -(folded >> 1) - 1 if folded & 1 == 1 else folded >> 1


## A boolean in its own byte.
func get_bool() -> bool:
	return get_index(2) == 1


## count bits from whole bytes, whose unused bits are 0.
func get_bits(count: int) -> int:
	var bytes: int = (count + 7) >> 3
	if not has(bytes):
		return 0
	var bits: int = 0
	for index in range(bytes):
		bits |= stream.get_u8() << (8 * index)
	if bits >> count != 0:
		failed = true
		return 0
	return bits


## True if nothing has failed and entries, the map being read, does not have this key yet.
func is_new_key(entries: Dictionary, key) -> bool:
	if entries.has(key):
		failed = true
	return not failed


## How many values of at least item_bytes bytes each follow; never more than fit in the rest.
func get_count(item_bytes: int) -> int:
	var count: int = get_varuint()
	return count if has(count * item_bytes) else 0


## A string.
func get_text() -> String:
	return GodwitText.from_utf8(get_bytes())


## Bytes, after their length.
func get_bytes() -> PoolByteArray:
	var size: int = get_varuint()
	if size == 0 or not has(size):
		return PoolByteArray()
	return stream.get_data(size)[1]


## Any Godot value except objects.
func get_variant():
	var bytes: PoolByteArray = get_bytes()
	return null if bytes.empty() else bytes2var(bytes)


## A JSON object; all its numbers are floats.
func get_json() -> Dictionary:
	var parsed := JSON.parse(get_text())
	if parsed.error == OK and parsed.result is Dictionary:
		return parsed.result
	failed = true
	return {}


## Two 32-bit floats.
func get_vector2() -> Vector2:
	return Vector2(stream.get_float(), stream.get_float()) if has(8) else Vector2.ZERO


## Three 32-bit floats.
func get_vector3() -> Vector3:
	return Vector3(stream.get_float(), stream.get_float(), stream.get_float()) if has(12) else Vector3.ZERO


## Four 32-bit floats.
func get_color() -> Color:
	if not has(16):
		return Color()
	return Color(stream.get_float(), stream.get_float(), stream.get_float(), stream.get_float())


## A number from least to most, quantized to bits bits.
func get_quantized(least: float, most: float, bits: int) -> float:
	var step: int = stream.get_u8() if bits <= 8 else (stream.get_u16() if bits <= 16 else stream.get_u32())
	var last: int = (1 << bits) - 1
	if step < last:
		return 1.0 * (least + (1.0 * step) / (1.0 * last) * (most - least))
	if step > last:
		failed = true
	return 1.0 * most


## The index of one of count values.
func get_index(count: int) -> int:
	var index: int = stream.get_u8() if count <= 256 else stream.get_u16()
	if index < count:
		return index
	failed = true
	return 0


# Seven bits per byte, lowest first, in as few bytes as possible, at most eight.
func _get_groups() -> int:
	var value: int = 0
	var shift: int = 0
	while shift < 56 and has(1):
		var byte: int = stream.get_u8()
		value |= (byte & 0x7f) << shift
		if byte < 0x80:
			failed = byte == 0 and shift > 0
			return value
		shift += 7
	failed = true
	return 0
