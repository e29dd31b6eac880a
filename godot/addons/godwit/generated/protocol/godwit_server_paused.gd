class_name GodwitServerPaused
extends GodwitMessage
## The server stands still, since it does not reach its store: nothing is played and nothing that is sent is
## handled until it goes on. The connection stays, and Pings are answered. It ends with another of these, or with
## the connection.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 19

## True from now on, false once the server goes on.
var is_paused: bool = false


func _init(p_is_paused: bool = false) -> void:
	super(TYPE)
	is_paused = p_is_paused


## How a request that is answered by [GodwitServerPaused] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitServerPaused


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitServerPaused


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["isPaused"] = is_paused
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	is_paused = GodwitFields.to_bool(values.get("isPaused"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_paused:
		head |= 1
	writer.put_bits(head, 1)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	is_paused = (head & 1) != 0
