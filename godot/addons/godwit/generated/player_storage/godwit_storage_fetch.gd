class_name GodwitStorageFetch
extends GodwitMessage
## Reads documents: your own, and other players' public ones.
##
## The server answers with [GodwitStorageFetched].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 140

## 1 to 32 document ids. (1 to 32 items)
var documents: Array[GodwitStorageId] = []


func _init(p_documents: Array[GodwitStorageId] = []) -> void:
	super(TYPE)
	documents = p_documents


## How a request that is answered by [GodwitStorageFetch] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitStorageFetch


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitStorageFetch


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if documents.size() < 1:
		return "documents must have at least 1 items."
	if documents.size() > 32:
		return "documents must have at most 32 items."
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
	var documents_items: Array[GodwitStorageId] = []
	for _value: Variant in GodwitFields.list_of(values, "documents"):
		var _item := GodwitStorageId.new()
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
	var documents_items: Array[GodwitStorageId] = []
	for _index in range(reader.get_count(3)):
		var _item := GodwitStorageId.new()
		_item.read(reader)
		if reader.failed:
			return
		documents_items.append(_item)
	documents = documents_items
