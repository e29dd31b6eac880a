extends GodwitMessage
class_name GodwitContractCompare
## Asks what differs; sent in several parts when the contract is large.
##
## The server answers with [GodwitContractCompared].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 7

## Some of the client's messages.
var messages: Array = []


func _init(p_messages: Array = []).(TYPE) -> void:
	messages = p_messages


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if messages.size() > 64:
		return "messages must have at most 64 items."
	for item in messages:
		var messages_problem: String = item.check()
		if messages_problem != "":
			return "messages: " + messages_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var messages_values: Array = []
	for item in messages:
		messages_values.append(item.to_fields())
	values["messages"] = messages_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var messages_items: Array = []
	for value in GodwitFields.list_of(values, "messages"):
		var item := GodwitMessageDigest.new()
		item.read_fields(GodwitFields.to_object(value))
		messages_items.append(item)
	messages = messages_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(messages.size())
	for item in messages:
		item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var messages_items: Array = []
	for _index in range(reader.get_count(1)):
		var item := GodwitMessageDigest.new()
		item.read(reader)
		if reader.failed:
			return
		messages_items.append(item)
	messages = messages_items
