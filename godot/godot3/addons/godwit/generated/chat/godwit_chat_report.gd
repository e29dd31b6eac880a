extends GodwitMessage
class_name GodwitChatReport
## Reports a line to the people who run the game; it is stored as it reads now, with the lines around it.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 225

## As in ChatSay.
var channel: String = ""
## The line's number. (1 to 9007199254740991)
var id: int = 0
## What is wrong with it, 1 to 200 characters. (1 to 200 characters)
var reason: String = ""


func _init(p_channel: String = "", p_id: int = 0, p_reason: String = "").(TYPE) -> void:
	channel = p_channel
	id = p_id
	reason = p_reason


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if id < 1:
		return "id must not be less than 1."
	if id > 9007199254740991:
		return "id must not be greater than 9007199254740991."
	if reason.length() < 1:
		return "reason must have at least 1 characters."
	if reason.length() > 200:
		return "reason must have at most 200 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["id"] = id
	values["reason"] = reason
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	id = GodwitFields.to_int(values.get("id"), 0)
	reason = GodwitFields.to_text(values.get("reason"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	writer.put_varuint(id)
	writer.put_text(reason)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	id = reader.get_varuint()
	reason = reader.get_text()
