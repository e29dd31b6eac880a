class_name GodwitRelayReceived
extends GodwitMessage
## A packet from another peer.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 351

## The sender's number. (2 to 65535)
var from: int = 0
## The game's channel. (0 to 255)
var channel: int = 0
## 0 unreliable, 1 unreliable but ordered, 2 reliable; plus 3 for a piece of a packet. (0 to 5)
var mode: int = 0
## The packet's contents.
var payload: PackedByteArray = PackedByteArray()


func _init(p_from: int = 0, p_channel: int = 0, p_mode: int = 0, p_payload: PackedByteArray = PackedByteArray()) -> void:
	super(TYPE)
	from = p_from
	channel = p_channel
	mode = p_mode
	payload = p_payload


## How a request that is answered by [GodwitRelayReceived] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRelayReceived


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRelayReceived


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if from < 2:
		return "from must not be less than 2."
	if from > 65535:
		return "from must not be greater than 65535."
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
	values["from"] = from
	values["channel"] = channel
	values["mode"] = mode
	values["payload"] = GodwitFields.from_bytes(payload)
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	from = GodwitFields.to_int(values.get("from"), 0)
	channel = GodwitFields.to_int(values.get("channel"), 0)
	mode = GodwitFields.to_int(values.get("mode"), 0)
	payload = GodwitFields.to_bytes(values.get("payload"), PackedByteArray())


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(from)
	stream.put_u8(channel)
	stream.put_u8(mode)
	writer.put_bytes(payload)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(4):
		return
	from = stream.get_u16()
	channel = stream.get_u8()
	mode = stream.get_u8()
	payload = reader.get_bytes()
