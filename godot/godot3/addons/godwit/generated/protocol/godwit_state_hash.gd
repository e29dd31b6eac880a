extends GodwitMessage
class_name GodwitStateHash
## The hash of everything the client should now know; a client with a different one sends a StateResync.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 12

## The version of the latest patch. (0 to 4294967295)
var version: int = 0
## FNV-1a over what the client knows, in canonical order. (0 to 4294967295)
var hash_: int = 0


func _init(p_version: int = 0, p_hash_: int = 0).(TYPE) -> void:
	version = p_version
	hash_ = p_hash_


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if version < 0:
		return "version must not be less than 0."
	if version > 4294967295:
		return "version must not be greater than 4294967295."
	if hash_ < 0:
		return "hash must not be less than 0."
	if hash_ > 4294967295:
		return "hash must not be greater than 4294967295."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["version"] = version
	values["hash"] = hash_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	version = GodwitFields.to_int(values.get("version"), 0)
	hash_ = GodwitFields.to_int(values.get("hash"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u32(version)
	stream.put_u32(hash_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(8):
		return
	version = stream.get_u32()
	hash_ = stream.get_u32()
