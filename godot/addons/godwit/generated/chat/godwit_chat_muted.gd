class_name GodwitChatMuted
extends GodwitMessage
## Somebody in one of your channels was muted or unmuted.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 222

## The field channel.
var channel: String = ""
## The player id; the member id for somebody who has not signed in.
var target: String = ""
## Until when, milliseconds since 1970; 0: unmuted.
var until_ms: float = 0.0


func _init(p_channel: String = "", p_target: String = "", p_until_ms: float = 0.0) -> void:
	super(TYPE)
	channel = p_channel
	target = p_target
	until_ms = p_until_ms


## How a request that is answered by [GodwitChatMuted] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatMuted


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatMuted


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not absf(until_ms) < INF:
		return "untilMs must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["target"] = target
	values["untilMs"] = until_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	target = GodwitFields.to_text(values.get("target"), "")
	until_ms = GodwitFields.to_float(values.get("untilMs"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(channel)
	writer.put_text(target)
	stream.put_double(until_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	channel = reader.get_text()
	target = reader.get_text()
	if not reader.has(8):
		return
	until_ms = stream.get_double()
