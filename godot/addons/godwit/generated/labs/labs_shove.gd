class_name LabsShove
extends GodwitMessage
## Shoves the sender's own runner, in the next tick: what its prediction cannot know.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 961

## How far to the right, in units; negative to the left. (-400 to 400)
var by: float = 0.0
## Whether the client is told that the server did it. (optional)
var is_told: bool = false:
	set(new_value):
		is_told = new_value
		has_is_told = true
## True when [member is_told] is set; setting it makes it so.
var has_is_told: bool = false


func _init(p_by: float = 0.0) -> void:
	super(TYPE)
	by = p_by


## How a request that is answered by [LabsShove] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: LabsShove


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as LabsShove


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not absf(by) < INF:
		return "by must be a finite number."
	if by < -400.0:
		return "by must not be less than -400."
	if by > 400.0:
		return "by must not be greater than 400."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["by"] = by
	if has_is_told:
		values["isTold"] = is_told
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	by = GodwitFields.to_float(values.get("by"), 0.0)
	if values.get("isTold") != null:
		is_told = GodwitFields.to_bool(values.get("isTold"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_is_told:
		head |= 1
	if has_is_told and is_told:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	stream.put_double(by)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(8):
		return
	by = stream.get_double()
	if (head & 1) != 0:
		is_told = (head & 2) != 0
