class_name GodwitRelayPeerLeft
extends GodwitMessage
## A peer is gone for good, possibly one that you have not met.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 354

## Its number. (2 to 65535)
var peer: int = 0
## Number of changes of peers and host so far. (0 to 9007199254740991)
var roster: int = 0


func _init(p_peer: int = 0, p_roster: int = 0) -> void:
	super(TYPE)
	peer = p_peer
	roster = p_roster


## How a request that is answered by [GodwitRelayPeerLeft] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRelayPeerLeft


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRelayPeerLeft


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if peer < 2:
		return "peer must not be less than 2."
	if peer > 65535:
		return "peer must not be greater than 65535."
	if roster < 0:
		return "roster must not be less than 0."
	if roster > 9007199254740991:
		return "roster must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["peer"] = peer
	values["roster"] = roster
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	peer = GodwitFields.to_int(values.get("peer"), 0)
	roster = GodwitFields.to_int(values.get("roster"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(peer)
	writer.put_varuint(roster)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	peer = stream.get_u16()
	roster = reader.get_varuint()
