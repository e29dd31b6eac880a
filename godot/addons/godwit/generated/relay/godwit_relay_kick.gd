class_name GodwitRelayKick
extends GodwitMessage
## Kicks a peer out of the room; for the host.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 357

## Its number. (2 to 65535)
var peer: int = 0


func _init(p_peer: int = 0) -> void:
	super(TYPE)
	peer = p_peer


## How a request that is answered by [GodwitRelayKick] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRelayKick


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRelayKick


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if peer < 2:
		return "peer must not be less than 2."
	if peer > 65535:
		return "peer must not be greater than 65535."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["peer"] = peer
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	peer = GodwitFields.to_int(values.get("peer"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(peer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	peer = stream.get_u16()
