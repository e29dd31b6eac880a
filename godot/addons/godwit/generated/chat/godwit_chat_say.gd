class_name GodwitChatSay
extends GodwitMessage
## Sends a line to everybody in a channel, including yourself.
##
## The server answers with [GodwitChatSaid].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 203

## A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>".
var channel: String = ""
## Plain text, 1 to 500 characters. (1 to 500 characters)
var text: String = ""


func _init(p_channel: String = "", p_text: String = "") -> void:
	super(TYPE)
	channel = p_channel
	text = p_text


## How a request that is answered by [GodwitChatSay] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatSay


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatSay


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if text.length() < 1:
		return "text must have at least 1 characters."
	if text.length() > 500:
		return "text must have at most 500 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["text"] = text
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	text = GodwitFields.to_text(values.get("text"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	writer.put_text(text)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	text = reader.get_text()
