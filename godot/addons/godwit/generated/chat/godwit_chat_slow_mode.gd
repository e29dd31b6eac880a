class_name GodwitChatSlowMode
extends GodwitMessage
## Sets slow mode: everybody in a channel except its moderators may only speak every so often. For its moderators.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 223

## As in ChatSay; not a conversation.
var channel: String = ""
## Time between two lines of one member; 0 turns it off. It also ends with the channel. (0 to 3600)
var seconds: int = 0


func _init(p_channel: String = "", p_seconds: int = 0) -> void:
	super(TYPE)
	channel = p_channel
	seconds = p_seconds


## How a request that is answered by [GodwitChatSlowMode] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatSlowMode


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatSlowMode


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if seconds < 0:
		return "seconds must not be less than 0."
	if seconds > 3600:
		return "seconds must not be greater than 3600."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["seconds"] = seconds
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	seconds = GodwitFields.to_int(values.get("seconds"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(channel)
	stream.put_u16(seconds)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	channel = reader.get_text()
	if not reader.has(2):
		return
	seconds = stream.get_u16()
