extends GodwitStruct
class_name GodwitRelayPacket
## One packet for others in the room, as Godot's `MultiplayerPeer` sends it.
##
## Generated from the contract; do not edit.

## The receiver: 0 for all others, n for peer n only, -n for all others but n; 1 is the host where the host has
## authority. (-65535 to 65535)
var target: int = 0
## The game's channel, passed on unchanged. (0 to 255)
var channel: int = 0
## 0 unreliable, 1 unreliable but ordered, 2 reliable; plus 3 for a piece of a packet. (0 to 5)
var mode: int = 0
## The packet's contents; the server does not look inside.
var payload: PoolByteArray = PoolByteArray()


func _init(p_target: int = 0, p_channel: int = 0, p_mode: int = 0, p_payload: PoolByteArray = PoolByteArray()) -> void:
	target = p_target
	channel = p_channel
	mode = p_mode
	payload = p_payload


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if target < -65535:
		return "target must not be less than -65535."
	if target > 65535:
		return "target must not be greater than 65535."
	if channel < 0:
		return "channel must not be less than 0."
	if channel > 255:
		return "channel must not be greater than 255."
	if mode < 0:
		return "mode must not be less than 0."
	if mode > 5:
		return "mode must not be greater than 5."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["target"] = target
	values["channel"] = channel
	values["mode"] = mode
	values["payload"] = GodwitFields.from_bytes(payload)
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	target = GodwitFields.to_int(values.get("target"), 0)
	channel = GodwitFields.to_int(values.get("channel"), 0)
	mode = GodwitFields.to_int(values.get("mode"), 0)
	payload = GodwitFields.to_bytes(values.get("payload"), PoolByteArray())


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	writer.put_varint(target)
	stream.put_u8(channel)
	stream.put_u8(mode)
	writer.put_bytes(payload)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	target = reader.get_varint()
	if not reader.has(2):
		return
	channel = stream.get_u8()
	mode = stream.get_u8()
	payload = reader.get_bytes()
