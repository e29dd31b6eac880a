extends GodwitMessage
class_name ArenaTakePart
## Fights on, or only watches; whoever comes in fights.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 905

## Whether you fight.
var fights: bool = false


func _init(p_fights: bool = false).(TYPE) -> void:
	fights = p_fights


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["fights"] = fights
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	fights = GodwitFields.to_bool(values.get("fights"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if fights:
		head |= 1
	writer.put_bits(head, 1)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	fights = (head & 1) != 0
