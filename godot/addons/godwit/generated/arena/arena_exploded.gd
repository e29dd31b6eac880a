class_name ArenaExploded
extends GodwitMessage
## A rocket has exploded.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 904

## Where: to the right, in units. (0 to 2000)
var x: float = 0.0
## Where: down, in units. (0 to 2000)
var y: float = 0.0


func _init(p_x: float = 0.0, p_y: float = 0.0) -> void:
	super(TYPE)
	x = p_x
	y = p_y


## How a request that is answered by [ArenaExploded] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: ArenaExploded


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as ArenaExploded


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not absf(x) < INF:
		return "x must be a finite number."
	if x < 0.0:
		return "x must not be less than 0."
	if x > 2000.0:
		return "x must not be greater than 2000."
	if not absf(y) < INF:
		return "y must be a finite number."
	if y < 0.0:
		return "y must not be less than 0."
	if y > 2000.0:
		return "y must not be greater than 2000."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["x"] = x
	values["y"] = y
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	x = GodwitFields.to_float(values.get("x"), 0.0)
	y = GodwitFields.to_float(values.get("y"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_quantized(x, 0.0, 2000.0, 16)
	writer.put_quantized(y, 0.0, 2000.0, 16)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	if not reader.has(4):
		return
	x = reader.get_quantized(0.0, 2000.0, 16)
	y = reader.get_quantized(0.0, 2000.0, 16)
