class_name GodwitPartySetReady
extends GodwitMessage
## Sets whether you are ready.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 259

## Whether you are ready.
var is_ready: bool = false


func _init(p_is_ready: bool = false) -> void:
	super(TYPE)
	is_ready = p_is_ready


## How a request that is answered by [GodwitPartySetReady] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartySetReady


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartySetReady


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["isReady"] = is_ready
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	is_ready = GodwitFields.to_bool(values.get("isReady"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_ready:
		head |= 1
	writer.put_bits(head, 1)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	is_ready = (head & 1) != 0
