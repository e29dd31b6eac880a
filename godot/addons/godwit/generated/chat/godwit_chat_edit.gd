class_name GodwitChatEdit
extends GodwitMessage
## Edits one of your own lines, within some minutes of sending it. Everybody in the channel is told.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 215

## As in ChatSay.
var channel: String = ""
## The line's number. (1 to 9007199254740991)
var id: int = 0
## The new text, 1 to 500 characters. (1 to 500 characters)
var text: String = ""


func _init(p_channel: String = "", p_id: int = 0, p_text: String = "") -> void:
	super(TYPE)
	channel = p_channel
	id = p_id
	text = p_text


## How a request that is answered by [GodwitChatEdit] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatEdit


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatEdit


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if id < 1:
		return "id must not be less than 1."
	if id > 9007199254740991:
		return "id must not be greater than 9007199254740991."
	if text.length() < 1:
		return "text must have at least 1 characters."
	if text.length() > 500:
		return "text must have at most 500 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["id"] = id
	values["text"] = text
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	id = GodwitFields.to_int(values.get("id"), 0)
	text = GodwitFields.to_text(values.get("text"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	writer.put_varuint(id)
	writer.put_text(text)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	id = reader.get_varuint()
	text = reader.get_text()
