extends GodwitMessage
class_name GodwitRoomReadyChanged
## A member is ready, or not any more.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 62

## The member's session id.
var id: String = ""
## Whether the member is.
var is_ready: bool = false


func _init(p_id: String = "", p_is_ready: bool = false).(TYPE) -> void:
	id = p_id
	is_ready = p_is_ready


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["isReady"] = is_ready
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	is_ready = GodwitFields.to_bool(values.get("isReady"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_ready:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	id = reader.get_text()
	is_ready = (head & 1) != 0
