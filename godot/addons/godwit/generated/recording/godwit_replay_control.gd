class_name GodwitReplayControl
extends GodwitMessage
## Changes the speed of a replay, or seeks. For rooms of the type "replay".
##
## The server answers with [GodwitReplayChanged].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 65

## Multiple of the recorded speed, 0 to pause; absent: unchanged. (0 to 64; optional)
var speed: float = 0.0:
	set(new_value):
		speed = new_value
		has_speed = true
## True when [member speed] is set; setting it makes it so.
var has_speed: bool = false
## Position to seek to, in milliseconds since the room began. (0 to 4294967295; optional)
var seek_ms: int = 0:
	set(new_value):
		seek_ms = new_value
		has_seek_ms = true
## True when [member seek_ms] is set; setting it makes it so.
var has_seek_ms: bool = false


func _init() -> void:
	super(TYPE)


## How a request that is answered by [GodwitReplayControl] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitReplayControl


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitReplayControl


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_speed:
		if not absf(speed) < INF:
			return "speed must be a finite number."
		if speed < 0.0:
			return "speed must not be less than 0."
		if speed > 64.0:
			return "speed must not be greater than 64."
	if has_seek_ms:
		if seek_ms < 0:
			return "seekMs must not be less than 0."
		if seek_ms > 4294967295:
			return "seekMs must not be greater than 4294967295."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_speed:
		values["speed"] = speed
	if has_seek_ms:
		values["seekMs"] = seek_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("speed") != null:
		speed = GodwitFields.to_float(values.get("speed"), 0.0)
	if values.get("seekMs") != null:
		seek_ms = GodwitFields.to_int(values.get("seekMs"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_speed:
		head |= 1
	if has_seek_ms:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	if has_speed:
		stream.put_double(speed)
	if has_seek_ms:
		stream.put_u32(seek_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	if (head & 1) != 0:
		if not reader.has(8):
			return
		speed = stream.get_double()
	if (head & 2) != 0:
		if not reader.has(4):
			return
		seek_ms = stream.get_u32()
