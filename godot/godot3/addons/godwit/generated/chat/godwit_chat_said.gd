extends GodwitMessage
class_name GodwitChatSaid
## Your line was accepted.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 204

## The line's number in its channel.
var id: int = 0


func _init(p_id: int = 0).(TYPE) -> void:
	id = p_id


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
	values["id"] = id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_int(values.get("id"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varint(id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	id = reader.get_varint()
