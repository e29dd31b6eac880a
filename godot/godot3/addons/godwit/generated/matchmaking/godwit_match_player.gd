extends GodwitStruct
class_name GodwitMatchPlayer
## A player in a match.
##
## Generated from the contract; do not edit.

## The player's session id, as in the room.
var id: String = ""
## The player's name as the others see it; may be empty.
var name_: String = ""


func _init(p_id: String = "", p_name_: String = "") -> void:
	id = p_id
	name_ = p_name_


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["name"] = name_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	name_ = GodwitFields.to_text(values.get("name"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(id)
	writer.put_text(name_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	id = reader.get_text()
	name_ = reader.get_text()
