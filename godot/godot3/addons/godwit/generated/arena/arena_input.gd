extends GodwitMessage
class_name ArenaInput
## Your steering; sent whenever it changes. The result shows in the state.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 900

## Counts up by 1 with each input, from 1; after 65,535 comes 0. (0 to 65535)
var seq: int = 0
## To the right, -1 to 1. (-1 to 1)
var x: float = 0.0
## Down, -1 to 1. (-1 to 1)
var y: float = 0.0


func _init(p_seq: int = 0, p_x: float = 0.0, p_y: float = 0.0).(TYPE) -> void:
	seq = p_seq
	x = p_x
	y = p_y
	is_kept_offline = false


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if seq < 0:
		return "seq must not be less than 0."
	if seq > 65535:
		return "seq must not be greater than 65535."
	if not abs(x) < INF:
		return "x must be a finite number."
	if x < -1.0:
		return "x must not be less than -1."
	if x > 1.0:
		return "x must not be greater than 1."
	if not abs(y) < INF:
		return "y must be a finite number."
	if y < -1.0:
		return "y must not be less than -1."
	if y > 1.0:
		return "y must not be greater than 1."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["seq"] = seq
	values["x"] = x
	values["y"] = y
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	seq = GodwitFields.to_int(values.get("seq"), 0)
	x = GodwitFields.to_float(values.get("x"), 0.0)
	y = GodwitFields.to_float(values.get("y"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(seq)
	writer.put_quantized(x, -1.0, 1.0, 8)
	writer.put_quantized(y, -1.0, 1.0, 8)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(4):
		return
	seq = stream.get_u16()
	x = reader.get_quantized(-1.0, 1.0, 8)
	y = reader.get_quantized(-1.0, 1.0, 8)
