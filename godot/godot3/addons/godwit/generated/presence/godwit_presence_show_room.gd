extends GodwitMessage
class_name GodwitPresenceShowRoom
## Sets whether others see which room you are in; by default they do. Lasts until your last session ends.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 282

## False hides it.
var is_shown: bool = false


func _init(p_is_shown: bool = false).(TYPE) -> void:
	is_shown = p_is_shown


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["isShown"] = is_shown
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	is_shown = GodwitFields.to_bool(values.get("isShown"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_shown:
		head |= 1
	writer.put_bits(head, 1)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	is_shown = (head & 1) != 0
