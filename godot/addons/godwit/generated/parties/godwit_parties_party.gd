class_name GodwitPartiesParty
extends GodwitStruct
## A whole party.
##
## Generated from the contract; do not edit.

## Unique; not secret.
var id: String = ""
## What friends type to join: six letters and digits, without lookalikes.
var code: String = ""
## The leader's session id.
var leader_id: String = ""
## Whether the code is enough to join; otherwise an invitation is needed.
var is_open: bool = false
## Maximum number of members. (1 to 16)
var max_members: int = 0
## All members, in order of arrival.
var members: Array[GodwitPartiesPartyMember] = []
## The party's data, set by the leader: strings, numbers and booleans by key. ([String] to [Variant]; 0 to 32
## entries)
var data: Dictionary = {}


func _init(p_id: String = "", p_code: String = "", p_leader_id: String = "", p_is_open: bool = false, p_max_members: int = 0, p_members: Array[GodwitPartiesPartyMember] = [], p_data: Dictionary = {}) -> void:
	id = p_id
	code = p_code
	leader_id = p_leader_id
	is_open = p_is_open
	max_members = p_max_members
	members = p_members
	data = p_data


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if max_members < 1:
		return "maxMembers must not be less than 1."
	if max_members > 16:
		return "maxMembers must not be greater than 16."
	for _item in members:
		var members_problem: String = _item.check()
		if members_problem != "":
			return "members: " + members_problem
	if data.size() > 32:
		return "data must have at most 32 entries."
	for _key: String in data:
		if _key.length() > 32:
			return "data must have keys of at most 32 characters."
		var _item: Variant = data[_key]
		var data_problem: String = GodwitUntyped.variant_problem(_item)
		if data_problem != "":
			return "data " + data_problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["code"] = code
	values["leaderId"] = leader_id
	values["isOpen"] = is_open
	values["maxMembers"] = max_members
	var members_values: Array = []
	for _item in members:
		members_values.append(_item.to_fields())
	values["members"] = members_values
	var data_values: Dictionary = {}
	for _key: String in data:
		var _item: Variant = data[_key]
		data_values[_key] = GodwitFields.from_variant(_item)
	values["data"] = data_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	code = GodwitFields.to_text(values.get("code"), "")
	leader_id = GodwitFields.to_text(values.get("leaderId"), "")
	is_open = GodwitFields.to_bool(values.get("isOpen"), false)
	max_members = GodwitFields.to_int(values.get("maxMembers"), 0)
	var members_items: Array[GodwitPartiesPartyMember] = []
	for _value: Variant in GodwitFields.list_of(values, "members"):
		var _item := GodwitPartiesPartyMember.new()
		_item.read_fields(GodwitFields.to_object(_value))
		members_items.append(_item)
	members = members_items
	var data_entries: Dictionary = {}
	var data_source: Dictionary = GodwitFields.object_of(values, "data")
	for _key: String in data_source:
		data_entries[_key] = GodwitFields.to_variant(data_source[_key])
	data = data_entries


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_open:
		head |= 1
	writer.put_bits(head, 1)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(id)
	writer.put_text(code)
	writer.put_text(leader_id)
	stream.put_u8(max_members)
	writer.put_varuint(members.size())
	for _item in members:
		_item.write(writer)
	writer.put_varuint(data.size())
	for _key: String in data:
		writer.put_text(_key)
		var _item: Variant = data[_key]
		writer.put_variant(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var stream: StreamPeerBuffer = reader.stream
	id = reader.get_text()
	code = reader.get_text()
	leader_id = reader.get_text()
	is_open = (head & 1) != 0
	if not reader.has(1):
		return
	max_members = stream.get_u8()
	var members_items: Array[GodwitPartiesPartyMember] = []
	for _index in range(reader.get_count(4)):
		var _item := GodwitPartiesPartyMember.new()
		_item.read(reader)
		if reader.failed:
			return
		members_items.append(_item)
	members = members_items
	var data_entries: Dictionary = {}
	for _index in range(reader.get_count(6)):
		var _key: String = reader.get_text()
		if not reader.is_new_key(data_entries, _key):
			return
		data_entries[_key] = reader.get_variant()
	data = data_entries
