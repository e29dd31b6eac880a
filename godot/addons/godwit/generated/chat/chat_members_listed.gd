class_name ChatMembersListed
extends GodwitMessage
## Who is in a channel.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 209

## The field channel.
var channel: String = ""
## In the order they came.
var members: Array[ChatMember] = []


func _init(p_channel: String = "", p_members: Array[ChatMember] = []) -> void:
	super(TYPE)
	channel = p_channel
	members = p_members


## How a request that is answered by [ChatMembersListed] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: ChatMembersListed


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as ChatMembersListed


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in members:
		var members_problem: String = _item.check()
		if members_problem != "":
			return "members: " + members_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	var members_values: Array = []
	for _item in members:
		members_values.append(_item.to_fields())
	values["members"] = members_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	var members_items: Array[ChatMember] = []
	for _value: Variant in GodwitFields.list_of(values, "members"):
		var _item := ChatMember.new()
		_item.read_fields(GodwitFields.to_object(_value))
		members_items.append(_item)
	members = members_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	writer.put_varuint(members.size())
	for _item in members:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	var members_items: Array[ChatMember] = []
	for _index in range(reader.get_count(3)):
		var _item := ChatMember.new()
		_item.read(reader)
		if reader.failed:
			return
		members_items.append(_item)
	members = members_items
