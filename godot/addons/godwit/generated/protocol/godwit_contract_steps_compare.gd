class_name GodwitContractStepsCompare
extends GodwitMessage
## Requests the steps that differ: functions, classes, enums and constants of shared files, which client and
## server both run. Many steps are sent in several parts, each covering a range of keys.
##
## The server answers with [GodwitContractCompared].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 9

## The last key of the part before this one; empty for the first part. (0 to 512 characters; optional)
var after: String = "":
	set(new_value):
		after = new_value
		has_after = true
## True when [member after] is set; setting it makes it so.
var has_after: bool = false
## The last key of this part; empty for the last part. (0 to 512 characters; optional)
var until: String = "":
	set(new_value):
		until = new_value
		has_until = true
## True when [member until] is set; setting it makes it so.
var has_until: bool = false
## Each step that the client knows in this range as "key:hash"; the server reports all others as new. (0 to 64
## items)
var steps: Array[String] = []


func _init(p_steps: Array[String] = []) -> void:
	super(TYPE)
	steps = p_steps


## How a request that is answered by [GodwitContractStepsCompare] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitContractStepsCompare


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitContractStepsCompare


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_after:
		if after.length() > 512:
			return "after must have at most 512 characters."
	if has_until:
		if until.length() > 512:
			return "until must have at most 512 characters."
	if steps.size() > 64:
		return "steps must have at most 64 items."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_after:
		values["after"] = after
	if has_until:
		values["until"] = until
	values["steps"] = steps
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("after") != null:
		after = GodwitFields.to_text(values.get("after"), "")
	if values.get("until") != null:
		until = GodwitFields.to_text(values.get("until"), "")
	var steps_items: Array[String] = []
	for _value: Variant in GodwitFields.list_of(values, "steps"):
		steps_items.append(GodwitFields.to_text(_value, ""))
	steps = steps_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_after:
		head |= 1
	if has_until:
		head |= 2
	writer.put_bits(head, 2)
	if has_after:
		writer.put_text(after)
	if has_until:
		writer.put_text(until)
	writer.put_varuint(steps.size())
	for _item in steps:
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	if (head & 1) != 0:
		after = reader.get_text()
	if (head & 2) != 0:
		until = reader.get_text()
	var steps_items: Array[String] = []
	for _index in range(reader.get_count(1)):
		steps_items.append(reader.get_text())
	steps = steps_items
