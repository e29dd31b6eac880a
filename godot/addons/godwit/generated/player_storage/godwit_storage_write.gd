class_name GodwitStorageWrite
extends GodwitMessage
## Writes documents of your own, all of them or none.
##
## The server answers with [GodwitStorageWritten].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 142

## 1 to 32 documents, each only once. (1 to 32 items)
var documents: Array[GodwitStorageDraft] = []


func _init(p_documents: Array[GodwitStorageDraft] = []) -> void:
	super(TYPE)
	documents = p_documents


## How a request that is answered by [GodwitStorageWrite] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitStorageWrite


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitStorageWrite


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
	var documents_items: Array[GodwitStorageDraft] = []
	for _value: Variant in GodwitFields.list_of(values, "documents"):
		var _item := GodwitStorageDraft.new()
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
	var documents_items: Array[GodwitStorageDraft] = []
	for _index in range(reader.get_count(4)):
		var _item := GodwitStorageDraft.new()
		_item.read(reader)
		if reader.failed:
			return
		documents_items.append(_item)
	documents = documents_items
