class_name ArenaHurt
extends GodwitMessage
## Somebody has hit you.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 902

## Where it came from, in radians from the right, clockwise: 0 to 6.2832. (0 to 6.2832)
var from: float = 0.0
## Health that you have lost. (0 to 255)
var damage: int = 0


func _init(p_from: float = 0.0, p_damage: int = 0) -> void:
	super(TYPE)
	from = p_from
	damage = p_damage


## How a request that is answered by [ArenaHurt] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: ArenaHurt


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as ArenaHurt


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not absf(from) < INF:
		return "from must be a finite number."
	if from < 0.0:
		return "from must not be less than 0."
	if from > 6.2832:
		return "from must not be greater than 6.2832."
	if damage < 0:
		return "damage must not be less than 0."
	if damage > 255:
		return "damage must not be greater than 255."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["from"] = from
	values["damage"] = damage
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	from = GodwitFields.to_float(values.get("from"), 0.0)
	damage = GodwitFields.to_int(values.get("damage"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	writer.put_quantized(from, 0.0, 6.2832, 8)
	stream.put_u8(damage)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	from = reader.get_quantized(0.0, 6.2832, 8)
	damage = stream.get_u8()
