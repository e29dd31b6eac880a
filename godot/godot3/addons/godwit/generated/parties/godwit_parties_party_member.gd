extends GodwitStruct
class_name GodwitPartiesPartyMember
## A member of a party.
##
## Generated from the contract; do not edit.

## The member's session id.
var id: String = ""
## The player id, once signed in. (optional)
var player_id: String = "" setget set_player_id
## True when [member player_id] is set; setting it makes it so.
var has_player_id: bool = false
## The name the member chose; not unique.
var name_: String = ""
## Whether the member is ready.
var is_ready: bool = false
## Whether the member is disconnected; the seat is held for a while.
var is_away: bool = false
## The member's own data: strings, numbers and booleans by key. ([String] to [Variant]; 0 to 32 entries)
var data: Dictionary = {}


func _init(p_id: String = "", p_name_: String = "", p_is_ready: bool = false, p_is_away: bool = false, p_data: Dictionary = {}) -> void:
	id = p_id
	name_ = p_name_
	is_ready = p_is_ready
	is_away = p_is_away
	data = p_data


## Sets [member player_id].
func set_player_id(new_value: String) -> void:
	player_id = new_value
	has_player_id = true


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
	values["id"] = id
	if has_player_id:
		values["playerId"] = player_id
	values["name"] = name_
	values["isReady"] = is_ready
	values["isAway"] = is_away
	var data_values: Dictionary = {}
	for _key in data:
		var _item = data[_key]
		data_values[_key] = GodwitFields.from_variant(_item)
	values["data"] = data_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	if values.get("playerId") != null:
		player_id = GodwitFields.to_text(values.get("playerId"), "")
		has_player_id = true
	name_ = GodwitFields.to_text(values.get("name"), "")
	is_ready = GodwitFields.to_bool(values.get("isReady"), false)
	is_away = GodwitFields.to_bool(values.get("isAway"), false)
	var data_entries: Dictionary = {}
	var data_source: Dictionary = GodwitFields.object_of(values, "data")
	for _key in data_source:
		data_entries[_key] = GodwitFields.to_variant(data_source[_key])
	data = data_entries


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_player_id:
		head |= 1
	if is_ready:
		head |= 2
	if is_away:
		head |= 4
	writer.put_bits(head, 3)
	writer.put_text(id)
	if has_player_id:
		writer.put_text(player_id)
	writer.put_text(name_)
	writer.put_varuint(data.size())
	for _key in data:
		writer.put_text(_key)
		var _item = data[_key]
		writer.put_variant(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	id = reader.get_text()
	if (head & 1) != 0:
		player_id = reader.get_text()
		has_player_id = true
	name_ = reader.get_text()
	is_ready = (head & 2) != 0
	is_away = (head & 4) != 0
	var data_entries: Dictionary = {}
	for _index in range(reader.get_count(6)):
		var _key: String = reader.get_text()
		if not reader.is_new_key(data_entries, _key):
			return
		data_entries[_key] = reader.get_variant()
	data = data_entries
