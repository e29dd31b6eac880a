extends GodwitMessage
class_name GodwitStateHave
## The version of the state that the client has; sent every 10 patches by a client whose inputs do not say it.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 18

## The version of the last patch it has received, modulo 65,536. (0 to 65535)
var version: int = 0


func _init(p_version: int = 0).(TYPE) -> void:
	version = p_version


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if version < 0:
		return "version must not be less than 0."
	if version > 65535:
		return "version must not be greater than 65535."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["version"] = version
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	version = GodwitFields.to_int(values.get("version"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(version)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	version = stream.get_u16()
