extends GodwitMessage
class_name GodwitReplayChanged
## The status of a replay: sent after a seek or a change of speed, and about once a second.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 66

## The position shown, in milliseconds since the room began. (0 to 4294967295)
var position_ms: int = 0
## Length of the recording. (0 to 4294967295)
var duration_ms: int = 0
## The recorded tick that is shown. (0 to 4294967295)
var tick: int = 0
## Playback speed; 0 while paused. (0 to 64)
var speed: float = 0.0
## Whether a seek is in progress; until it is done, the last snapshot before the target is shown.
var is_seeking: bool = false
## How the simulation differs from the recording, from where on only snapshots are shown. Empty while it does not.
var difference: String = ""


func _init(p_position_ms: int = 0, p_duration_ms: int = 0, p_tick: int = 0, p_speed: float = 0.0, p_is_seeking: bool = false, p_difference: String = "").(TYPE) -> void:
	position_ms = p_position_ms
	duration_ms = p_duration_ms
	tick = p_tick
	speed = p_speed
	is_seeking = p_is_seeking
	difference = p_difference


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if position_ms < 0:
		return "positionMs must not be less than 0."
	if position_ms > 4294967295:
		return "positionMs must not be greater than 4294967295."
	if duration_ms < 0:
		return "durationMs must not be less than 0."
	if duration_ms > 4294967295:
		return "durationMs must not be greater than 4294967295."
	if tick < 0:
		return "tick must not be less than 0."
	if tick > 4294967295:
		return "tick must not be greater than 4294967295."
	if not abs(speed) < INF:
		return "speed must be a finite number."
	if speed < 0.0:
		return "speed must not be less than 0."
	if speed > 64.0:
		return "speed must not be greater than 64."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["positionMs"] = position_ms
	values["durationMs"] = duration_ms
	values["tick"] = tick
	values["speed"] = speed
	values["isSeeking"] = is_seeking
	values["difference"] = difference
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	position_ms = GodwitFields.to_int(values.get("positionMs"), 0)
	duration_ms = GodwitFields.to_int(values.get("durationMs"), 0)
	tick = GodwitFields.to_int(values.get("tick"), 0)
	speed = GodwitFields.to_float(values.get("speed"), 0.0)
	is_seeking = GodwitFields.to_bool(values.get("isSeeking"), false)
	difference = GodwitFields.to_text(values.get("difference"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_seeking:
		head |= 1
	writer.put_bits(head, 1)
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u32(position_ms)
	stream.put_u32(duration_ms)
	stream.put_u32(tick)
	stream.put_double(speed)
	writer.put_text(difference)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(20):
		return
	position_ms = stream.get_u32()
	duration_ms = stream.get_u32()
	tick = stream.get_u32()
	speed = stream.get_double()
	is_seeking = (head & 1) != 0
	difference = reader.get_text()
