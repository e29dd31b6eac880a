extends GodwitMessage
class_name GodwitMatchmakingQueuesListed
## The queues of this server, in the order they were declared.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 344

## All of them.
var queues: Array = []


func _init(p_queues: Array = []).(TYPE) -> void:
	queues = p_queues


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in queues:
		var queues_problem: String = _item.check()
		if queues_problem != "":
			return "queues: " + queues_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var queues_values: Array = []
	for _item in queues:
		queues_values.append(_item.to_fields())
	values["queues"] = queues_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var queues_items: Array = []
	for _value in GodwitFields.list_of(values, "queues"):
		var _item := GodwitMatchmakingQueue.new()
		_item.read_fields(GodwitFields.to_object(_value))
		queues_items.append(_item)
	queues = queues_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(queues.size())
	for _item in queues:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var queues_items: Array = []
	for _index in range(reader.get_count(6)):
		var _item := GodwitMatchmakingQueue.new()
		_item.read(reader)
		if reader.failed:
			return
		queues_items.append(_item)
	queues = queues_items
