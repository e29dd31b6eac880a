extends GodwitMessage
class_name GodwitRelayHostChanged
## Another peer is now the room's host; if the old one left, you were told before.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 355

## The new host's number. (2 to 65535)
var host: int = 0
## Number of changes of peers and host so far. (0 to 9007199254740991)
var roster: int = 0


func _init(p_host: int = 0, p_roster: int = 0).(TYPE) -> void:
	host = p_host
	roster = p_roster


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if host < 2:
		return "host must not be less than 2."
	if host > 65535:
		return "host must not be greater than 65535."
	if roster < 0:
		return "roster must not be less than 0."
	if roster > 9007199254740991:
		return "roster must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["host"] = host
	values["roster"] = roster
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	host = GodwitFields.to_int(values.get("host"), 0)
	roster = GodwitFields.to_int(values.get("roster"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(host)
	writer.put_varuint(roster)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	host = stream.get_u16()
	roster = reader.get_varuint()
