class_name GodwitDraining
extends GodwitMessage
## The server is about to restart; a close with 1001 follows.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 6

## Wait this long before reconnecting, in milliseconds; varies by client, so that not all reconnect at once. (0
## to)
var reconnect_after_ms: int = 0


func _init(p_reconnect_after_ms: int = 0) -> void:
	super(TYPE)
	reconnect_after_ms = p_reconnect_after_ms


## How a request that is answered by [GodwitDraining] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitDraining


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitDraining


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if reconnect_after_ms < 0:
		return "reconnectAfterMs must not be less than 0."
	if reconnect_after_ms > 9007199254740991:
		return "reconnectAfterMs must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["reconnectAfterMs"] = reconnect_after_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	reconnect_after_ms = GodwitFields.to_int(values.get("reconnectAfterMs"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(reconnect_after_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	reconnect_after_ms = reader.get_varuint()
