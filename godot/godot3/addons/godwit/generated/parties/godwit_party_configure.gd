extends GodwitMessage
class_name GodwitPartyConfigure
## Changes who may join. Leader only.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 258

## Whether the code is enough to join.
var is_open: bool = false
## Maximum number of members, 2 to 16, and not fewer than it has now. (2 to 16)
var max_members: int = 0


func _init(p_is_open: bool = false, p_max_members: int = 0).(TYPE) -> void:
	is_open = p_is_open
	max_members = p_max_members


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if max_members < 2:
		return "maxMembers must not be less than 2."
	if max_members > 16:
		return "maxMembers must not be greater than 16."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["isOpen"] = is_open
	values["maxMembers"] = max_members
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	is_open = GodwitFields.to_bool(values.get("isOpen"), false)
	max_members = GodwitFields.to_int(values.get("maxMembers"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_open:
		head |= 1
	writer.put_bits(head, 1)
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u8(max_members)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var stream: StreamPeerBuffer = reader.stream
	is_open = (head & 1) != 0
	if not reader.has(1):
		return
	max_members = stream.get_u8()
