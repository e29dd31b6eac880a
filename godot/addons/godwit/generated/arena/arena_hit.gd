class_name ArenaHit
extends GodwitMessage
## You have hit somebody.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 901

## The number of the input that did it. (0 to 65535)
var seq: int = 0
## Id of the pawn. (0 to 65535)
var pawn: int = 0
## Health that it has lost. (0 to 255)
var damage: int = 0


func _init(p_seq: int = 0, p_pawn: int = 0, p_damage: int = 0) -> void:
	super(TYPE)
	seq = p_seq
	pawn = p_pawn
	damage = p_damage


## How a request that is answered by [ArenaHit] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: ArenaHit


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as ArenaHit


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if seq < 0:
		return "seq must not be less than 0."
	if seq > 65535:
		return "seq must not be greater than 65535."
	if pawn < 0:
		return "pawn must not be less than 0."
	if pawn > 65535:
		return "pawn must not be greater than 65535."
	if damage < 0:
		return "damage must not be less than 0."
	if damage > 255:
		return "damage must not be greater than 255."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["seq"] = seq
	values["pawn"] = pawn
	values["damage"] = damage
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	seq = GodwitFields.to_int(values.get("seq"), 0)
	pawn = GodwitFields.to_int(values.get("pawn"), 0)
	damage = GodwitFields.to_int(values.get("damage"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(seq)
	stream.put_u16(pawn)
	stream.put_u8(damage)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(5):
		return
	seq = stream.get_u16()
	pawn = stream.get_u16()
	damage = stream.get_u8()
