class_name GodwitError
extends GodwitMessage
## An error. With `ref` it is the reply to that request; without, it is about a packet that asked for no reply.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 2

## The code to act on, e.g. "chat.not_member".
var code: String = ""
## The code in words, for logs and developers.
var text: String = ""
## Which fields broke which rules. (optional)
var details: Array[GodwitFieldIssue] = []:
	set(new_value):
		details = new_value
		has_details = true
## True when [member details] is set; setting it makes it so.
var has_details: bool = false


func _init(p_code: String = "", p_text: String = "") -> void:
	super(TYPE)
	code = p_code
	text = p_text


## How a request that is answered by [GodwitError] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitError


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitError


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_details:
		for _item in details:
			var details_problem: String = _item.check()
			if details_problem != "":
				return "details: " + details_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["code"] = code
	values["text"] = text
	if has_details:
		var details_values: Array = []
		for _item in details:
			details_values.append(_item.to_fields())
		values["details"] = details_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	code = GodwitFields.to_text(values.get("code"), "")
	text = GodwitFields.to_text(values.get("text"), "")
	if values.get("details") != null:
		var details_items: Array[GodwitFieldIssue] = []
		for _value: Variant in GodwitFields.list_of(values, "details"):
			var _item := GodwitFieldIssue.new()
			_item.read_fields(GodwitFields.to_object(_value))
			details_items.append(_item)
		details = details_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_details:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(code)
	writer.put_text(text)
	if has_details:
		writer.put_varuint(details.size())
		for _item in details:
			_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	code = reader.get_text()
	text = reader.get_text()
	if (head & 1) != 0:
		var details_items: Array[GodwitFieldIssue] = []
		for _index in range(reader.get_count(3)):
			var _item := GodwitFieldIssue.new()
			_item.read(reader)
			if reader.failed:
				return
			details_items.append(_item)
		details = details_items
