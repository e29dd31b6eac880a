class_name GodwitPing
extends GodwitMessage
## Requests a Pong: the client's heartbeat and clock synchronisation.
##
## The server answers with [GodwitPong].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 4

## How many messages the client has received in its session (Errors, Acks and types from 20), so that the server
## can drop them. (0 to; optional)
var received: int = 0:
	set(new_value):
		received = new_value
		has_received = true
## True when [member received] is set; setting it makes it so.
var has_received: bool = false


func _init() -> void:
	super(TYPE)


## How a request that is answered by [GodwitPing] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPing


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPing


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_received:
		if received < 0:
			return "received must not be less than 0."
		if received > 9007199254740991:
			return "received must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_received:
		values["received"] = received
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("received") != null:
		received = GodwitFields.to_int(values.get("received"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_received:
		head |= 1
	writer.put_bits(head, 1)
	if has_received:
		writer.put_varuint(received)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	if (head & 1) != 0:
		received = reader.get_varuint()
