class_name ArenaInput
extends GodwitMessage
## What you do in a tick. The result shows in the state.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 900

## Counts up by 1 with each input, from 1; after 65,535 comes 0. (0 to 65535)
var seq: int = 0
## The version of the room's state that the client has, modulo 65,536; 0 before the first. (0 to 65535)
var have: int = 0
## What was on the screen when the player acted, in 1/256 ticks: in the lowest 24 bits the moment of the room,
## modulo 2^24; 0 if nothing was. In the highest 8 the part of a tick that the player's own body was ahead of its
## last input. (0 to 4294967295)
var seen: int = 0
## To the right, -1 to 1. (-1 to 1)
var x: float = 0.0
## Down, -1 to 1. (-1 to 1)
var y: float = 0.0
## Where you aim, in radians from the right, clockwise: 0 to 6.2832. (0 to 6.2832)
var aim: float = 0.0
## Whether you dash.
var dash: bool = false
## Whether you fire the rifle.
var fire: bool = false
## Whether you fire the launcher.
var launch: bool = false


func _init(p_seq: int = 0, p_have: int = 0, p_seen: int = 0, p_x: float = 0.0, p_y: float = 0.0, p_aim: float = 0.0, p_dash: bool = false, p_fire: bool = false, p_launch: bool = false) -> void:
	super(TYPE)
	seq = p_seq
	have = p_have
	seen = p_seen
	x = p_x
	y = p_y
	aim = p_aim
	dash = p_dash
	fire = p_fire
	launch = p_launch
	is_kept_offline = false


## How a request that is answered by [ArenaInput] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: ArenaInput


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as ArenaInput


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if seq < 0:
		return "seq must not be less than 0."
	if seq > 65535:
		return "seq must not be greater than 65535."
	if have < 0:
		return "have must not be less than 0."
	if have > 65535:
		return "have must not be greater than 65535."
	if seen < 0:
		return "seen must not be less than 0."
	if seen > 4294967295:
		return "seen must not be greater than 4294967295."
	if not absf(x) < INF:
		return "x must be a finite number."
	if x < -1.0:
		return "x must not be less than -1."
	if x > 1.0:
		return "x must not be greater than 1."
	if not absf(y) < INF:
		return "y must be a finite number."
	if y < -1.0:
		return "y must not be less than -1."
	if y > 1.0:
		return "y must not be greater than 1."
	if not absf(aim) < INF:
		return "aim must be a finite number."
	if aim < 0.0:
		return "aim must not be less than 0."
	if aim > 6.2832:
		return "aim must not be greater than 6.2832."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["seq"] = seq
	values["have"] = have
	values["seen"] = seen
	values["x"] = x
	values["y"] = y
	values["aim"] = aim
	values["dash"] = dash
	values["fire"] = fire
	values["launch"] = launch
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	seq = GodwitFields.to_int(values.get("seq"), 0)
	have = GodwitFields.to_int(values.get("have"), 0)
	seen = GodwitFields.to_int(values.get("seen"), 0)
	x = GodwitFields.to_float(values.get("x"), 0.0)
	y = GodwitFields.to_float(values.get("y"), 0.0)
	aim = GodwitFields.to_float(values.get("aim"), 0.0)
	dash = GodwitFields.to_bool(values.get("dash"), false)
	fire = GodwitFields.to_bool(values.get("fire"), false)
	launch = GodwitFields.to_bool(values.get("launch"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if dash:
		head |= 1
	if fire:
		head |= 2
	if launch:
		head |= 4
	writer.put_bits(head, 3)
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(seq)
	stream.put_u16(have)
	stream.put_u32(seen)
	writer.put_quantized(x, -1.0, 1.0, 8)
	writer.put_quantized(y, -1.0, 1.0, 8)
	writer.put_quantized(aim, 0.0, 6.2832, 16)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(12):
		return
	seq = stream.get_u16()
	have = stream.get_u16()
	seen = stream.get_u32()
	x = reader.get_quantized(-1.0, 1.0, 8)
	y = reader.get_quantized(-1.0, 1.0, 8)
	aim = reader.get_quantized(0.0, 6.2832, 16)
	dash = (head & 1) != 0
	fire = (head & 2) != 0
	launch = (head & 4) != 0
