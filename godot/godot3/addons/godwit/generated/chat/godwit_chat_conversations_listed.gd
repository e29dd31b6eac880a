extends GodwitMessage
class_name GodwitChatConversationsListed
## Your conversations.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 230

## Latest first; without those with players you have blocked.
var conversations: Array = []
## Pass as `cursor` in the next request; absent on the last page. (optional)
var cursor: String = "" setget set_cursor
## True when [member cursor] is set; setting it makes it so.
var has_cursor: bool = false


func _init(p_conversations: Array = []).(TYPE) -> void:
	conversations = p_conversations


## Sets [member cursor].
func set_cursor(new_value: String) -> void:
	cursor = new_value
	has_cursor = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in conversations:
		var conversations_problem: String = _item.check()
		if conversations_problem != "":
			return "conversations: " + conversations_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var conversations_values: Array = []
	for _item in conversations:
		conversations_values.append(_item.to_fields())
	values["conversations"] = conversations_values
	if has_cursor:
		values["cursor"] = cursor
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var conversations_items: Array = []
	for _value in GodwitFields.list_of(values, "conversations"):
		var _item := GodwitChatConversation.new()
		_item.read_fields(GodwitFields.to_object(_value))
		conversations_items.append(_item)
	conversations = conversations_items
	if values.get("cursor") != null:
		cursor = GodwitFields.to_text(values.get("cursor"), "")
		has_cursor = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_cursor:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_varuint(conversations.size())
	for _item in conversations:
		_item.write(writer)
	if has_cursor:
		writer.put_text(cursor)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var conversations_items: Array = []
	for _index in range(reader.get_count(2)):
		var _item := GodwitChatConversation.new()
		_item.read(reader)
		if reader.failed:
			return
		conversations_items.append(_item)
	conversations = conversations_items
	if (head & 1) != 0:
		cursor = reader.get_text()
		has_cursor = true
