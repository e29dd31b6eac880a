class_name GodwitContractCompared
extends GodwitMessage
## The differences between the client's contract and the server's.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 8

## In order of message type, or of the steps' keys; at most 64. Empty when nothing differs.
var differences: Array[GodwitContractDifference] = []


func _init(p_differences: Array[GodwitContractDifference] = []) -> void:
	super(TYPE)
	differences = p_differences


## How a request that is answered by [GodwitContractCompared] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitContractCompared


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitContractCompared


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in differences:
		var differences_problem: String = _item.check()
		if differences_problem != "":
			return "differences: " + differences_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var differences_values: Array = []
	for _item in differences:
		differences_values.append(_item.to_fields())
	values["differences"] = differences_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var differences_items: Array[GodwitContractDifference] = []
	for _value: Variant in GodwitFields.list_of(values, "differences"):
		var _item := GodwitContractDifference.new()
		_item.read_fields(GodwitFields.to_object(_value))
		differences_items.append(_item)
	differences = differences_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(differences.size())
	for _item in differences:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var differences_items: Array[GodwitContractDifference] = []
	for _index in range(reader.get_count(4)):
		var _item := GodwitContractDifference.new()
		_item.read(reader)
		if reader.failed:
			return
		differences_items.append(_item)
	differences = differences_items
