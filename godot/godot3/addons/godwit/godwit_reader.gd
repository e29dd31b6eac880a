class_name GodwitReader
extends Reference
## Reads values in the binary form of the contract. Whatever does not fit sets failed; reading on gives defaults.

## Where the values come from; generated code reads fixed-size numbers straight from it, after has.
var stream := StreamPeerBuffer.new()
## True once something did not fit.
var failed: bool = false


func _init(bytes: PoolByteArray = PoolByteArray()) -> void:
	stream.data_array = bytes


## True when bytes more can be read.
func has(bytes: int) -> bool:
	if failed or stream.get_available_bytes() < bytes:
		failed = true
		return false
	return true


## True when everything was read and fitted.
func is_finished() -> bool:
	return not failed and stream.get_available_bytes() == 0


## A whole number from 0 on (LEB128), at most 2^53 - 1.
func get_varuint() -> int:
	var value: int = 0
	var shift: int = 0
	while shift < 56 and has(1):
		var byte: int = stream.get_u8()
		value |= (byte & 0x7f) << shift
		if byte < 0x80:
			return value
		shift += 7
	failed = true
	return 0


## A whole number of either sign (zigzag).
func get_varint() -> int:
	var folded := get_varuint()
	return -(folded >> 1) - 1 if folded & 1 == 1 else folded >> 1


## count bits from whole bytes.
func get_bits(count: int) -> int:
	var bytes := (count + 7) >> 3
	if not has(bytes):
		return 0
	var bits: int = 0
	for index in range(bytes):
		bits |= stream.get_u8() << (8 * index)
	return bits


## How many values of at least item_bytes bytes each follow; never more than there is room for.
func get_count(item_bytes: int) -> int:
	var count := get_varuint()
	return count if has(count * item_bytes) else 0


## A text.
func get_text() -> String:
	return get_bytes().get_string_from_utf8()


## Bytes behind their length.
func get_bytes() -> PoolByteArray:
	var size := get_varuint()
	if size == 0 or not has(size):
		return PoolByteArray()
	return stream.get_data(size)[1]


## Any value of Godot's own but objects.
func get_variant():
	var bytes := get_bytes()
	return null if bytes.empty() else bytes2var(bytes)


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


## A number from least to most in bits bits.
func get_quantized(least: float, most: float, bits: int) -> float:
	var step: int = stream.get_u8() if bits <= 8 else (stream.get_u16() if bits <= 16 else stream.get_u32())
	return least + (most - least) * float(step) / float((1 << bits) - 1)


## Which of count values it is.
func get_index(count: int) -> int:
	var index: int = stream.get_u8() if count <= 256 else stream.get_u16()
	if index < count:
		return index
	failed = true
	return 0
