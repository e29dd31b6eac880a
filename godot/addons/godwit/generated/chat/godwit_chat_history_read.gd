class_name GodwitChatHistoryRead
extends GodwitMessage
## A channel's latest lines.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 207

## The field channel.
var channel: String = ""
## Oldest first; 100 at most.
var lines: Array[GodwitChatLine] = []
## Pass as `before` in the next request; absent when there is nothing older. (optional)
var before: int = 0:
	set(new_value):
		before = new_value
		has_before = true
## True when [member before] is set; setting it makes it so.
var has_before: bool = false


func _init(p_channel: String = "", p_lines: Array[GodwitChatLine] = []) -> void:
	super(TYPE)
	channel = p_channel
	lines = p_lines


## How a request that is answered by [GodwitChatHistoryRead] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatHistoryRead


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatHistoryRead


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in lines:
		var lines_problem: String = _item.check()
		if lines_problem != "":
			return "lines: " + lines_problem
	if has_before:
		if before < -9007199254740991:
			return "before must not be less than -9007199254740991."
		if before > 9007199254740991:
			return "before must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	var lines_values: Array = []
	for _item in lines:
		lines_values.append(_item.to_fields())
	values["lines"] = lines_values
	if has_before:
		values["before"] = before
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	var lines_items: Array[GodwitChatLine] = []
	for _value: Variant in GodwitFields.list_of(values, "lines"):
		var _item := GodwitChatLine.new()
		_item.read_fields(GodwitFields.to_object(_value))
		lines_items.append(_item)
	lines = lines_items
	if values.get("before") != null:
		before = GodwitFields.to_int(values.get("before"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_before:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(channel)
	writer.put_varuint(lines.size())
	for _item in lines:
		_item.write(writer)
	if has_before:
		writer.put_varint(before)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	channel = reader.get_text()
	var lines_items: Array[GodwitChatLine] = []
	for _index in range(reader.get_count(15)):
		var _item := GodwitChatLine.new()
		_item.read(reader)
		if reader.failed:
			return
		lines_items.append(_item)
	lines = lines_items
	if (head & 1) != 0:
		before = reader.get_varint()
