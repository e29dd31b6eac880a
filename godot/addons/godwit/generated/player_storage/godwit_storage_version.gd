class_name GodwitStorageVersion
extends GodwitStruct
## The new version of one document.
##
## Generated from the contract; do not edit.

## The field collection.
var collection: String = ""
## The field key.
var key: String = ""
## Pass as `ifVersion` in the next write. (1 to 9007199254740991)
var version: int = 0


func _init(p_collection: String = "", p_key: String = "", p_version: int = 0) -> void:
	collection = p_collection
	key = p_key
	version = p_version


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if version < 1:
		return "version must not be less than 1."
	if version > 9007199254740991:
		return "version must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["collection"] = collection
	values["key"] = key
	values["version"] = version
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	collection = GodwitFields.to_text(values.get("collection"), "")
	key = GodwitFields.to_text(values.get("key"), "")
	version = GodwitFields.to_int(values.get("version"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(collection)
	writer.put_text(key)
	writer.put_varuint(version)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	collection = reader.get_text()
	key = reader.get_text()
	version = reader.get_varuint()
