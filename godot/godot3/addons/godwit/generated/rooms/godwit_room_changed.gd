extends GodwitMessage
class_name GodwitRoomChanged
## The room says something else of itself now.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 58

## Whether it takes nobody any more.
var is_locked: bool = false
## All the room says of itself.
var metadata: Dictionary = {}


func _init(p_is_locked: bool = false, p_metadata: Dictionary = {}).(TYPE) -> void:
	is_locked = p_is_locked
	metadata = p_metadata


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	var metadata_problem: String = GodwitUntyped.json_problem(metadata)
	if metadata_problem != "":
		return "metadata " + metadata_problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["isLocked"] = is_locked
	values["metadata"] = metadata
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	is_locked = GodwitFields.to_bool(values.get("isLocked"), false)
	metadata = GodwitFields.to_object(values.get("metadata"))


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_locked:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_json(metadata)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	is_locked = (head & 1) != 0
	metadata = reader.get_json()
