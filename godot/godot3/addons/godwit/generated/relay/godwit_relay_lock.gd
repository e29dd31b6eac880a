extends GodwitMessage
class_name GodwitRelayLock
## Locks the room to new players, or unlocks it; for the host.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 358

## True to lock, false to unlock.
var is_locked: bool = false


func _init(p_is_locked: bool = false).(TYPE) -> void:
	is_locked = p_is_locked


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["isLocked"] = is_locked
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	is_locked = GodwitFields.to_bool(values.get("isLocked"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_locked:
		head |= 1
	writer.put_bits(head, 1)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	is_locked = (head & 1) != 0
