class_name GodwitChatMute
extends GodwitMessage
## Mutes somebody in a channel for a time. For its moderators: the room's host, the party's leader.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 221

## As in ChatSay; not a conversation.
var channel: String = ""
## The id of a member in the channel, or a player id. A player stays muted across reconnects.
var target: String = ""
## For how long; 0 unmutes. (0 to 2592000)
var seconds: int = 0


func _init(p_channel: String = "", p_target: String = "", p_seconds: int = 0) -> void:
	super(TYPE)
	channel = p_channel
	target = p_target
	seconds = p_seconds


## How a request that is answered by [GodwitChatMute] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatMute


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatMute


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if seconds < 0:
		return "seconds must not be less than 0."
	if seconds > 2592000:
		return "seconds must not be greater than 2592000."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["target"] = target
	values["seconds"] = seconds
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	target = GodwitFields.to_text(values.get("target"), "")
	seconds = GodwitFields.to_int(values.get("seconds"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(channel)
	writer.put_text(target)
	stream.put_u32(seconds)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	channel = reader.get_text()
	target = reader.get_text()
	if not reader.has(4):
		return
	seconds = stream.get_u32()
