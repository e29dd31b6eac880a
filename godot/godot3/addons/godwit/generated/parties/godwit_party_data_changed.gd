extends GodwitMessage
class_name GodwitPartyDataChanged
## The leader changed the party's data.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 274

## The new values by key; null for a removed key. ([String] to [Variant]; 0 to 32 entries)
var data: Dictionary = {}


func _init(p_data: Dictionary = {}).(TYPE) -> void:
	data = p_data


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if data.size() > 32:
		return "data must have at most 32 entries."
	for _key in data:
		if _key.length() > 32:
			return "data must have keys of at most 32 characters."
		var _item = data[_key]
		var data_problem: String = GodwitUntyped.variant_problem(_item)
		if data_problem != "":
			return "data " + data_problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var data_values: Dictionary = {}
	for _key in data:
		var _item = data[_key]
		data_values[_key] = GodwitFields.from_variant(_item)
	values["data"] = data_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var data_entries: Dictionary = {}
	var data_source: Dictionary = GodwitFields.object_of(values, "data")
	for _key in data_source:
		data_entries[_key] = GodwitFields.to_variant(data_source[_key])
	data = data_entries


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(data.size())
	for _key in data:
		writer.put_text(_key)
		var _item = data[_key]
		writer.put_variant(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var data_entries: Dictionary = {}
	for _index in range(reader.get_count(6)):
		var _key: String = reader.get_text()
		if not reader.is_new_key(data_entries, _key):
			return
		data_entries[_key] = reader.get_variant()
	data = data_entries
