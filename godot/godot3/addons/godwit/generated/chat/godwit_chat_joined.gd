extends GodwitMessage
class_name GodwitChatJoined
## You have joined the channel.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 201

## The field channel.
var channel: String = ""
## You, as the others see you.
var member: GodwitChatMember = GodwitChatMember.new()
## The channel's members in order of arrival, at most the first 100; ChatMembers lists the rest.
var members: Array = []
## The number of members, including you.
var member_count: int = 0
## The latest lines, oldest first; at most 100, and fewer for a client with a small receive buffer.
var history: Array = []


func _init(p_channel: String = "", p_member: GodwitChatMember = null, p_members: Array = [], p_member_count: int = 0, p_history: Array = []).(TYPE) -> void:
	channel = p_channel
	member = p_member if p_member != null else GodwitChatMember.new()
	members = p_members
	member_count = p_member_count
	history = p_history


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if member == null:
		return "member must be set."
	var member_problem: String = member.check()
	if member_problem != "":
		return "member: " + member_problem
	for _item in members:
		var members_problem: String = _item.check()
		if members_problem != "":
			return "members: " + members_problem
	if member_count < -9007199254740991:
		return "memberCount must not be less than -9007199254740991."
	if member_count > 9007199254740991:
		return "memberCount must not be greater than 9007199254740991."
	for _item in history:
		var history_problem: String = _item.check()
		if history_problem != "":
			return "history: " + history_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["member"] = member.to_fields()
	var members_values: Array = []
	for _item in members:
		members_values.append(_item.to_fields())
	values["members"] = members_values
	values["memberCount"] = member_count
	var history_values: Array = []
	for _item in history:
		history_values.append(_item.to_fields())
	values["history"] = history_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	member = GodwitChatMember.new()
	member.read_fields(GodwitFields.object_of(values, "member"))
	var members_items: Array = []
	for _value in GodwitFields.list_of(values, "members"):
		var _item := GodwitChatMember.new()
		_item.read_fields(GodwitFields.to_object(_value))
		members_items.append(_item)
	members = members_items
	member_count = GodwitFields.to_int(values.get("memberCount"), 0)
	var history_items: Array = []
	for _value in GodwitFields.list_of(values, "history"):
		var _item := GodwitChatLine.new()
		_item.read_fields(GodwitFields.to_object(_value))
		history_items.append(_item)
	history = history_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	member.write(writer)
	writer.put_varuint(members.size())
	for _item in members:
		_item.write(writer)
	writer.put_varint(member_count)
	writer.put_varuint(history.size())
	for _item in history:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	member = GodwitChatMember.new()
	member.read(reader)
	var members_items: Array = []
	for _index in range(reader.get_count(3)):
		var _item := GodwitChatMember.new()
		_item.read(reader)
		if reader.failed:
			return
		members_items.append(_item)
	members = members_items
	member_count = reader.get_varint()
	var history_items: Array = []
	for _index in range(reader.get_count(15)):
		var _item := GodwitChatLine.new()
		_item.read(reader)
		if reader.failed:
			return
		history_items.append(_item)
	history = history_items
