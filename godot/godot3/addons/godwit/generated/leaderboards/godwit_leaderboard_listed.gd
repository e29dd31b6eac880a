extends GodwitMessage
class_name GodwitLeaderboardListed
## All boards.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 169

## The field boards.
var boards: Array = []


func _init(p_boards: Array = []).(TYPE) -> void:
	boards = p_boards


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in boards:
		var boards_problem: String = _item.check()
		if boards_problem != "":
			return "boards: " + boards_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var boards_values: Array = []
	for _item in boards:
		boards_values.append(_item.to_fields())
	values["boards"] = boards_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var boards_items: Array = []
	for _value in GodwitFields.list_of(values, "boards"):
		var _item := GodwitLeaderboard.new()
		_item.read_fields(GodwitFields.to_object(_value))
		boards_items.append(_item)
	boards = boards_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(boards.size())
	for _item in boards:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var boards_items: Array = []
	for _index in range(reader.get_count(6)):
		var _item := GodwitLeaderboard.new()
		_item.read(reader)
		if reader.failed:
			return
		boards_items.append(_item)
	boards = boards_items
