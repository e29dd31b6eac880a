class_name GodwitStorageDelete
extends GodwitMessage
## Deletes one of your own documents; answered with an Ack even if it does not exist.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 146

## 1 to 32 letters, digits, "_", "-", "." and ":".
var collection: String = ""
## 1 to 64 letters, digits, "_", "-", "." and ":".
var key: String = ""
## Only if this is its current version; absent: unconditionally. (1 to 9007199254740991; optional)
var if_version: int = 0:
	set(new_value):
		if_version = new_value
		has_if_version = true
## True when [member if_version] is set; setting it makes it so.
var has_if_version: bool = false


func _init(p_collection: String = "", p_key: String = "") -> void:
	super(TYPE)
	collection = p_collection
	key = p_key


## How a request that is answered by [GodwitStorageDelete] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitStorageDelete


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitStorageDelete


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_if_version:
		if if_version < 1:
			return "ifVersion must not be less than 1."
		if if_version > 9007199254740991:
			return "ifVersion must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["collection"] = collection
	values["key"] = key
	if has_if_version:
		values["ifVersion"] = if_version
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	collection = GodwitFields.to_text(values.get("collection"), "")
	key = GodwitFields.to_text(values.get("key"), "")
	if values.get("ifVersion") != null:
		if_version = GodwitFields.to_int(values.get("ifVersion"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_if_version:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(collection)
	writer.put_text(key)
	if has_if_version:
		writer.put_varuint(if_version)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	collection = reader.get_text()
	key = reader.get_text()
	if (head & 1) != 0:
		if_version = reader.get_varuint()
