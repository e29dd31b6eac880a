extends GodwitMessage
class_name GodwitChatMembersListed
## A channel's members, or a page of them.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 209

## The field channel.
var channel: String = ""
## In order of arrival; at most 100.
var members: Array = []
## The total number of members.
var member_count: int = 0
## Pass as `after` in the next request; absent on the last page. (optional)
var after: int = 0 setget set_after
## True when [member after] is set; setting it makes it so.
var has_after: bool = false


func _init(p_channel: String = "", p_members: Array = [], p_member_count: int = 0).(TYPE) -> void:
	channel = p_channel
	members = p_members
	member_count = p_member_count


## Sets [member after].
func set_after(new_value: int) -> void:
	after = new_value
	has_after = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in members:
		var members_problem: String = _item.check()
		if members_problem != "":
			return "members: " + members_problem
	if member_count < -9007199254740991:
		return "memberCount must not be less than -9007199254740991."
	if member_count > 9007199254740991:
		return "memberCount must not be greater than 9007199254740991."
	if has_after:
		if after < -9007199254740991:
			return "after must not be less than -9007199254740991."
		if after > 9007199254740991:
			return "after must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	var members_values: Array = []
	for _item in members:
		members_values.append(_item.to_fields())
	values["members"] = members_values
	values["memberCount"] = member_count
	if has_after:
		values["after"] = after
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	var members_items: Array = []
	for _value in GodwitFields.list_of(values, "members"):
		var _item := GodwitChatMember.new()
		_item.read_fields(GodwitFields.to_object(_value))
		members_items.append(_item)
	members = members_items
	member_count = GodwitFields.to_int(values.get("memberCount"), 0)
	if values.get("after") != null:
		after = GodwitFields.to_int(values.get("after"), 0)
		has_after = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_after:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(channel)
	writer.put_varuint(members.size())
	for _item in members:
		_item.write(writer)
	writer.put_varint(member_count)
	if has_after:
		writer.put_varint(after)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	channel = reader.get_text()
	var members_items: Array = []
	for _index in range(reader.get_count(3)):
		var _item := GodwitChatMember.new()
		_item.read(reader)
		if reader.failed:
			return
		members_items.append(_item)
	members = members_items
	member_count = reader.get_varint()
	if (head & 1) != 0:
		after = reader.get_varint()
		has_after = true
