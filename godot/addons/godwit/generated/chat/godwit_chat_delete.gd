class_name GodwitChatDelete
extends GodwitMessage
## Deletes one of your own lines, within some minutes of sending it; a moderator can delete any line at any time.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 217

## As in ChatSay.
var channel: String = ""
## The line's number. (1 to 9007199254740991)
var id: int = 0


func _init(p_channel: String = "", p_id: int = 0) -> void:
	super(TYPE)
	channel = p_channel
	id = p_id


## How a request that is answered by [GodwitChatDelete] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatDelete


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatDelete


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if id < 1:
		return "id must not be less than 1."
	if id > 9007199254740991:
		return "id must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["id"] = id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	id = GodwitFields.to_int(values.get("id"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	writer.put_varuint(id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	id = reader.get_varuint()
