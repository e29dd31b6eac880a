extends GodwitMessage
class_name GodwitStorageFetched
## The requested documents.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 141

## In the order of the request, without those that do not exist or that you may not read.
var documents: Array = []


func _init(p_documents: Array = []).(TYPE) -> void:
	documents = p_documents


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in documents:
		var documents_problem: String = _item.check()
		if documents_problem != "":
			return "documents: " + documents_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var documents_values: Array = []
	for _item in documents:
		documents_values.append(_item.to_fields())
	values["documents"] = documents_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var documents_items: Array = []
	for _value in GodwitFields.list_of(values, "documents"):
		var _item := GodwitStorageDocument.new()
		_item.read_fields(GodwitFields.to_object(_value))
		documents_items.append(_item)
	documents = documents_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(documents.size())
	for _item in documents:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var documents_items: Array = []
	for _index in range(reader.get_count(14)):
		var _item := GodwitStorageDocument.new()
		_item.read(reader)
		if reader.failed:
			return
		documents_items.append(_item)
	documents = documents_items
