extends GodwitMessage
class_name ChatHistoryRead
## A channel's latest lines.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 207

## The field channel.
var channel: String = ""
## Oldest first; 100 at most.
var lines: Array = []


func _init(p_channel: String = "", p_lines: Array = []).(TYPE) -> void:
	channel = p_channel
	lines = p_lines


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for item in lines:
		var lines_problem: String = item.check()
		if lines_problem != "":
			return "lines: " + lines_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	var lines_values: Array = []
	for item in lines:
		lines_values.append(item.to_fields())
	values["lines"] = lines_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	var lines_items: Array = []
	for value in GodwitFields.list_of(values, "lines"):
		var item := ChatLine.new()
		item.read_fields(GodwitFields.to_object(value))
		lines_items.append(item)
	lines = lines_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	writer.put_varuint(lines.size())
	for item in lines:
		item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	var lines_items: Array = []
	for _index in range(reader.get_count(1)):
		var item := ChatLine.new()
		item.read(reader)
		if reader.failed:
			return
		lines_items.append(item)
	lines = lines_items
