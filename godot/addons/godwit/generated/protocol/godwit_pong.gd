class_name GodwitPong
extends GodwitMessage
## The answer to a Ping.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 5

## The server's clock, milliseconds since 1970.
var server_time_ms: float = 0.0


func _init(p_server_time_ms: float = 0.0) -> void:
	super(TYPE)
	server_time_ms = p_server_time_ms


## How a request that is answered by [GodwitPong] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPong


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPong


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["serverTimeMs"] = server_time_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	server_time_ms = GodwitFields.to_float(values.get("serverTimeMs"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_double(server_time_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(8):
		return
	server_time_ms = stream.get_double()
