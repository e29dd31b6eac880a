class_name GodwitChatDeleted
extends GodwitMessage
## A line in one of your channels was deleted.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 218

## The field channel.
var channel: String = ""
## The line's number.
var id: int = 0


func _init(p_channel: String = "", p_id: int = 0) -> void:
	super(TYPE)
	channel = p_channel
	id = p_id


## How a request that is answered by [GodwitChatDeleted] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatDeleted


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatDeleted


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if id < -9007199254740991:
		return "id must not be less than -9007199254740991."
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
	writer.put_varint(id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	id = reader.get_varint()
