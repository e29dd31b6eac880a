class_name GodwitStorageDraft
extends GodwitStruct
## One document to be written.
##
## Generated from the contract; do not edit.

## 1 to 32 letters, digits, "_", "-", "." and ":".
var collection: String = ""
## 1 to 64 letters, digits, "_", "-", "." and ":".
var key: String = ""
## The text of a JSON object, as JSON.stringify() of a Dictionary returns it: at most 65,536 bytes, nested at most
## 32 deep. The whole message must also fit into the server's MAX_MESSAGE_BYTES, which is less unless it was
## raised. (2 to 65536 characters)
var value: String = ""
## Absent: write unconditionally. 0: only if it does not exist yet. Otherwise: only if this is its current
## version. (0 to 9007199254740991; optional)
var if_version: int = 0:
	set(new_value):
		if_version = new_value
		has_if_version = true
## True when [member if_version] is set; setting it makes it so.
var has_if_version: bool = false
## Whether everyone may read it. Absent: unchanged; a new one is private. (optional)
var is_public: bool = false:
	set(new_value):
		is_public = new_value
		has_is_public = true
## True when [member is_public] is set; setting it makes it so.
var has_is_public: bool = false


func _init(p_collection: String = "", p_key: String = "", p_value: String = "") -> void:
	collection = p_collection
	key = p_key
	value = p_value


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if value.length() < 2:
		return "value must have at least 2 characters."
	if value.length() > 65536:
		return "value must have at most 65536 characters."
	if has_if_version:
		if if_version < 0:
			return "ifVersion must not be less than 0."
		if if_version > 9007199254740991:
			return "ifVersion must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["collection"] = collection
	values["key"] = key
	values["value"] = value
	if has_if_version:
		values["ifVersion"] = if_version
	if has_is_public:
		values["isPublic"] = is_public
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	collection = GodwitFields.to_text(values.get("collection"), "")
	key = GodwitFields.to_text(values.get("key"), "")
	value = GodwitFields.to_text(values.get("value"), "")
	if values.get("ifVersion") != null:
		if_version = GodwitFields.to_int(values.get("ifVersion"), 0)
	if values.get("isPublic") != null:
		is_public = GodwitFields.to_bool(values.get("isPublic"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_if_version:
		head |= 1
	if has_is_public:
		head |= 2
	if has_is_public and is_public:
		head |= 4
	writer.put_bits(head, 3)
	writer.put_text(collection)
	writer.put_text(key)
	writer.put_text(value)
	if has_if_version:
		writer.put_varuint(if_version)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	collection = reader.get_text()
	key = reader.get_text()
	value = reader.get_text()
	if (head & 1) != 0:
		if_version = reader.get_varuint()
	if (head & 2) != 0:
		is_public = (head & 4) != 0
