extends GodwitMessage
class_name GodwitNetworkLabStall
## Nothing arrives at either end for a while, then all of it at once. Refused like NetworkLabLine.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 15

## For how long, in milliseconds, from now on. (0 to 60000)
var ms: int = 0


func _init(p_ms: int = 0).(TYPE) -> void:
	ms = p_ms


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if ms < 0:
		return "ms must not be less than 0."
	if ms > 60000:
		return "ms must not be greater than 60000."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["ms"] = ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	ms = GodwitFields.to_int(values.get("ms"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	ms = stream.get_u16()
