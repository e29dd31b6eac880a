class_name GodwitChatTyping
extends GodwitMessage
## You are typing. Send it on every keystroke if you like: the others are told at most every two seconds.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 219

## As in ChatSay.
var channel: String = ""


func _init(p_channel: String = "") -> void:
	super(TYPE)
	channel = p_channel


## How a request that is answered by [GodwitChatTyping] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatTyping


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatTyping


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
