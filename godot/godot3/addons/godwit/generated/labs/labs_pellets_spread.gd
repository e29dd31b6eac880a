extends GodwitMessage
class_name LabsPelletsSpread
## Where the pellets of a blast went; only its shooter gets it.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 963

## The input that fired them. (0 to 65535)
var seq: int = 0
## Where each of them went, in radians.
var angles: Array = []


func _init(p_seq: int = 0, p_angles: Array = []).(TYPE) -> void:
	seq = p_seq
	angles = p_angles


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if seq < 0:
		return "seq must not be less than 0."
	if seq > 65535:
		return "seq must not be greater than 65535."
	for _item in angles:
		if not abs(_item) < INF:
			return "angles must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["seq"] = seq
	values["angles"] = angles
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	seq = GodwitFields.to_int(values.get("seq"), 0)
	var angles_items: Array = []
	for _value in GodwitFields.list_of(values, "angles"):
		angles_items.append(GodwitFields.to_float(_value, 0.0))
	angles = angles_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(seq)
	writer.put_varuint(angles.size())
	for _item in angles:
		stream.put_double(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	seq = stream.get_u16()
	var angles_items: Array = []
	for _index in range(reader.get_count(8)):
		angles_items.append(stream.get_double())
	angles = angles_items
