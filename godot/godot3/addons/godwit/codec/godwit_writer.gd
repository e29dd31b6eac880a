class_name GodwitWriter
extends Reference
## Writes values in the contract's binary encoding: little-endian, lengths and counts as LEB128.

## The output; generated code writes fixed-size numbers straight into it.
var stream := StreamPeerBuffer.new()


## The bytes written so far.
func get_bytes() -> PoolByteArray:
	return stream.data_array


## A non-negative whole number, seven bits a byte, least significant first (LEB128).
func put_varuint(value: int) -> void:
	while value > 0x7f:
		stream.put_u8((value & 0x7f) | 0x80)
		value >>= 7
	stream.put_u8(value)


## A signed whole number, folded so that small ones stay short (zigzag).
func put_varint(value: int) -> void:
	put_varuint(value * 2 if value >= 0 else value * -2 - 1)


## A boolean in its own byte.
func put_bool(value: bool) -> void:
	stream.put_u8(1 if value else 0)


## The lowest count bits of bits, in whole bytes.
func put_bits(bits: int, count: int) -> void:
	for _index in range((count + 7) >> 3):
		stream.put_u8(bits & 0xff)
		bits >>= 8


## A string: its length in bytes, then UTF-8.
func put_text(text: String) -> void:
	put_bytes(text.to_utf8())


## Bytes, after their length.
func put_bytes(bytes: PoolByteArray) -> void:
	put_varuint(bytes.size())
	if not bytes.empty():
		stream.put_data(bytes)


## Any Godot value except objects.
func put_variant(value) -> void:
	put_bytes(var2bytes(value))


## A JSON object.
func put_json(value: Dictionary) -> void:
	put_text(GodwitText.to_json(value))


## Two 32-bit floats.
func put_vector2(value: Vector2) -> void:
	stream.put_float(value.x)
	stream.put_float(value.y)


## Three 32-bit floats.
func put_vector3(value: Vector3) -> void:
	stream.put_float(value.x)
	stream.put_float(value.y)
	stream.put_float(value.z)


## Four 32-bit floats: red, green, blue, alpha.
func put_color(value: Color) -> void:
	stream.put_float(value.r)
	stream.put_float(value.g)
	stream.put_float(value.b)
	stream.put_float(value.a)


## A number quantized evenly to bits bits between least and most.
func put_quantized(value: float, least: float, most: float, bits: int) -> void:
	var steps: float = (1.0 * ((1 << bits) - 1))
	var step := int(floor((clamp(value, least, most) - least) / (most - least) * steps + 0.5))
	if bits <= 8:
		stream.put_u8(step)
	elif bits <= 16:
		stream.put_u16(step)
	else:
		stream.put_u32(step)


## The index of one of count values.
func put_index(index: int, count: int) -> void:
	if count <= 256:
		stream.put_u8(index)
	else:
		stream.put_u16(index)
