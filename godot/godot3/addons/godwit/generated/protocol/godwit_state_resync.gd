extends GodwitMessage
class_name GodwitStateResync
## Requests the whole state again.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 13

## Why: 1 a patch did not follow on from the client's version, 2 its hash differs, 3 a patch could not be read. (1
## to 255)
var reason: int = 0
## The client's version; 0 for none. (0 to 4294967295)
var version: int = 0


func _init(p_reason: int = 0, p_version: int = 0).(TYPE) -> void:
	reason = p_reason
	version = p_version


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if reason < 1:
		return "reason must not be less than 1."
	if reason > 255:
		return "reason must not be greater than 255."
	if version < 0:
		return "version must not be less than 0."
	if version > 4294967295:
		return "version must not be greater than 4294967295."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["reason"] = reason
	values["version"] = version
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	reason = GodwitFields.to_int(values.get("reason"), 0)
	version = GodwitFields.to_int(values.get("version"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u8(reason)
	stream.put_u32(version)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(5):
		return
	reason = stream.get_u8()
	version = stream.get_u32()
