extends GodwitMessage
class_name LabsShotJudged
## What became of a bullet; only its shooter gets it.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 962

## The input that fired it. (0 to 65535)
var seq: int = 0
## Whether it hit a target, as its shooter saw them, and the target did not shrug it off.
var is_hit: bool = false
## Whether it went through a target, as its shooter saw them.
var is_on_seen: bool = false
## Whether it went through a target, as they are when it reaches the server.
var is_on_present: bool = false
## The target that is nearest to the line of fire, as its shooter saw it: its entity's id. (0 to)
var target: int = 0
## Where that target was then.
var x: float = 0.0
## Where that target was then.
var y: float = 0.0


func _init(p_seq: int = 0, p_is_hit: bool = false, p_is_on_seen: bool = false, p_is_on_present: bool = false, p_target: int = 0, p_x: float = 0.0, p_y: float = 0.0).(TYPE) -> void:
	seq = p_seq
	is_hit = p_is_hit
	is_on_seen = p_is_on_seen
	is_on_present = p_is_on_present
	target = p_target
	x = p_x
	y = p_y


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if seq < 0:
		return "seq must not be less than 0."
	if seq > 65535:
		return "seq must not be greater than 65535."
	if target < 0:
		return "target must not be less than 0."
	if target > 9007199254740991:
		return "target must not be greater than 9007199254740991."
	if not abs(x) < INF:
		return "x must be a finite number."
	if not abs(y) < INF:
		return "y must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["seq"] = seq
	values["isHit"] = is_hit
	values["isOnSeen"] = is_on_seen
	values["isOnPresent"] = is_on_present
	values["target"] = target
	values["x"] = x
	values["y"] = y
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	seq = GodwitFields.to_int(values.get("seq"), 0)
	is_hit = GodwitFields.to_bool(values.get("isHit"), false)
	is_on_seen = GodwitFields.to_bool(values.get("isOnSeen"), false)
	is_on_present = GodwitFields.to_bool(values.get("isOnPresent"), false)
	target = GodwitFields.to_int(values.get("target"), 0)
	x = GodwitFields.to_float(values.get("x"), 0.0)
	y = GodwitFields.to_float(values.get("y"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_hit:
		head |= 1
	if is_on_seen:
		head |= 2
	if is_on_present:
		head |= 4
	writer.put_bits(head, 3)
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(seq)
	writer.put_varuint(target)
	stream.put_double(x)
	stream.put_double(y)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	seq = stream.get_u16()
	is_hit = (head & 1) != 0
	is_on_seen = (head & 2) != 0
	is_on_present = (head & 4) != 0
	target = reader.get_varuint()
	if not reader.has(16):
		return
	x = stream.get_double()
	y = stream.get_double()
