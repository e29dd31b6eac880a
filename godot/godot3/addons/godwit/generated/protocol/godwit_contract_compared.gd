extends GodwitMessage
class_name GodwitContractCompared
## What differs between the client's contract and the server's.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 8

## In the order of the messages' types; 64 at most. Empty when nothing differs.
var differences: Array = []


func _init(p_differences: Array = []).(TYPE) -> void:
	differences = p_differences


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for item in differences:
		var differences_problem: String = item.check()
		if differences_problem != "":
			return "differences: " + differences_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var differences_values: Array = []
	for item in differences:
		differences_values.append(item.to_fields())
	values["differences"] = differences_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var differences_items: Array = []
	for value in GodwitFields.list_of(values, "differences"):
		var item := GodwitContractDifference.new()
		item.read_fields(GodwitFields.to_object(value))
		differences_items.append(item)
	differences = differences_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(differences.size())
	for item in differences:
		item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var differences_items: Array = []
	for _index in range(reader.get_count(1)):
		var item := GodwitContractDifference.new()
		item.read(reader)
		if reader.failed:
			return
		differences_items.append(item)
	differences = differences_items
