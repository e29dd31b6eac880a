class_name GodwitRoomReadiness
extends GodwitMessage
## Who is ready in the room that you came into: it waits until all are.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 61

## The session ids of those who are.
var ready_ids: Array[String] = []


func _init(p_ready_ids: Array[String] = []) -> void:
	super(TYPE)
	ready_ids = p_ready_ids


## How a request that is answered by [GodwitRoomReadiness] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRoomReadiness


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRoomReadiness


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["readyIds"] = ready_ids
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var ready_ids_items: Array[String] = []
	for _value: Variant in GodwitFields.list_of(values, "readyIds"):
		ready_ids_items.append(GodwitFields.to_text(_value, ""))
	ready_ids = ready_ids_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(ready_ids.size())
	for _item in ready_ids:
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var ready_ids_items: Array[String] = []
	for _index in range(reader.get_count(1)):
		ready_ids_items.append(reader.get_text())
	ready_ids = ready_ids_items
