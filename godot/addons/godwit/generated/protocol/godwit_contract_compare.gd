class_name GodwitContractCompare
extends GodwitMessage
## Requests the differences; a large contract is sent in several parts, each covering a range of types.
##
## The server answers with [GodwitContractCompared].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 7

## The first type of this part; 0 when absent. (0 to 65535; optional)
var first_type: int = 0:
	set(new_value):
		first_type = new_value
		has_first_type = true
## True when [member first_type] is set; setting it makes it so.
var has_first_type: bool = false
## The last type of this part; 65535 when absent. (0 to 65535; optional)
var last_type: int = 0:
	set(new_value):
		last_type = new_value
		has_last_type = true
## True when [member last_type] is set; setting it makes it so.
var has_last_type: bool = false
## The messages that the client knows in this range; the server reports all others as new. (0 to 64 items)
var messages: Array[GodwitMessageDigest] = []


func _init(p_messages: Array[GodwitMessageDigest] = []) -> void:
	super(TYPE)
	messages = p_messages


## How a request that is answered by [GodwitContractCompare] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitContractCompare


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitContractCompare


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_first_type:
		if first_type < 0:
			return "firstType must not be less than 0."
		if first_type > 65535:
			return "firstType must not be greater than 65535."
	if has_last_type:
		if last_type < 0:
			return "lastType must not be less than 0."
		if last_type > 65535:
			return "lastType must not be greater than 65535."
	if messages.size() > 64:
		return "messages must have at most 64 items."
	for _item in messages:
		var messages_problem: String = _item.check()
		if messages_problem != "":
			return "messages: " + messages_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_first_type:
		values["firstType"] = first_type
	if has_last_type:
		values["lastType"] = last_type
	var messages_values: Array = []
	for _item in messages:
		messages_values.append(_item.to_fields())
	values["messages"] = messages_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("firstType") != null:
		first_type = GodwitFields.to_int(values.get("firstType"), 0)
	if values.get("lastType") != null:
		last_type = GodwitFields.to_int(values.get("lastType"), 0)
	var messages_items: Array[GodwitMessageDigest] = []
	for _value: Variant in GodwitFields.list_of(values, "messages"):
		var _item := GodwitMessageDigest.new()
		_item.read_fields(GodwitFields.to_object(_value))
		messages_items.append(_item)
	messages = messages_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_first_type:
		head |= 1
	if has_last_type:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	if has_first_type:
		stream.put_u16(first_type)
	if has_last_type:
		stream.put_u16(last_type)
	writer.put_varuint(messages.size())
	for _item in messages:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	if (head & 1) != 0:
		if not reader.has(2):
			return
		first_type = stream.get_u16()
	if (head & 2) != 0:
		if not reader.has(2):
			return
		last_type = stream.get_u16()
	var messages_items: Array[GodwitMessageDigest] = []
	for _index in range(reader.get_count(8)):
		var _item := GodwitMessageDigest.new()
		_item.read(reader)
		if reader.failed:
			return
		messages_items.append(_item)
	messages = messages_items
