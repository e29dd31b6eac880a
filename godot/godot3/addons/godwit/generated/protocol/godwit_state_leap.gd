extends GodwitMessage
class_name GodwitStateLeap
## The room's ticks have fallen behind: it was overloaded. A client moves its clock at once instead of drifting
## there.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 17

## The last tick before the gap. (0 to 4294967295)
var tick: int = 0
## For how many ticks' time the room stood still after that. (1 to 4294967295)
var ticks: int = 0


func _init(p_tick: int = 0, p_ticks: int = 0).(TYPE) -> void:
	tick = p_tick
	ticks = p_ticks


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if tick < 0:
		return "tick must not be less than 0."
	if tick > 4294967295:
		return "tick must not be greater than 4294967295."
	if ticks < 1:
		return "ticks must not be less than 1."
	if ticks > 4294967295:
		return "ticks must not be greater than 4294967295."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["tick"] = tick
	values["ticks"] = ticks
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	tick = GodwitFields.to_int(values.get("tick"), 0)
	ticks = GodwitFields.to_int(values.get("ticks"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u32(tick)
	stream.put_u32(ticks)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(8):
		return
	tick = stream.get_u32()
	ticks = stream.get_u32()
