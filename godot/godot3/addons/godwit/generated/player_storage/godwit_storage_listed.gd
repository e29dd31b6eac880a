extends GodwitMessage
class_name GodwitStorageListed
## A page of a collection.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 145

## Sorted by key. Fewer than requested if the values are large.
var documents: Array = []
## Pass as `cursor` in the next request; absent on the last page. (optional)
var cursor: String = "" setget set_cursor
## True when [member cursor] is set; setting it makes it so.
var has_cursor: bool = false


func _init(p_documents: Array = []).(TYPE) -> void:
	documents = p_documents


## Sets [member cursor].
func set_cursor(new_value: String) -> void:
	cursor = new_value
	has_cursor = true


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
	if has_cursor:
		values["cursor"] = cursor
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var documents_items: Array = []
	for _value in GodwitFields.list_of(values, "documents"):
		var _item := GodwitStorageDocument.new()
		_item.read_fields(GodwitFields.to_object(_value))
		documents_items.append(_item)
	documents = documents_items
	if values.get("cursor") != null:
		cursor = GodwitFields.to_text(values.get("cursor"), "")
		has_cursor = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_cursor:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_varuint(documents.size())
	for _item in documents:
		_item.write(writer)
	if has_cursor:
		writer.put_text(cursor)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var documents_items: Array = []
	for _index in range(reader.get_count(14)):
		var _item := GodwitStorageDocument.new()
		_item.read(reader)
		if reader.failed:
			return
		documents_items.append(_item)
	documents = documents_items
	if (head & 1) != 0:
		cursor = reader.get_text()
		has_cursor = true
