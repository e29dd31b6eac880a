extends GodwitMessage
class_name GodwitPresenceFollowed
## You now follow these players, and will be sent every change.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 284

## Their current presences.
var presences: Array = []
## Those of the players who do not let you follow them.
var refused: Array = []


func _init(p_presences: Array = [], p_refused: Array = []).(TYPE) -> void:
	presences = p_presences
	refused = p_refused


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in presences:
		var presences_problem: String = _item.check()
		if presences_problem != "":
			return "presences: " + presences_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var presences_values: Array = []
	for _item in presences:
		presences_values.append(_item.to_fields())
	values["presences"] = presences_values
	values["refused"] = refused
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var presences_items: Array = []
	for _value in GodwitFields.list_of(values, "presences"):
		var _item := GodwitPresencePresence.new()
		_item.read_fields(GodwitFields.to_object(_value))
		presences_items.append(_item)
	presences = presences_items
	var refused_items: Array = []
	for _value in GodwitFields.list_of(values, "refused"):
		refused_items.append(GodwitFields.to_text(_value, ""))
	refused = refused_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(presences.size())
	for _item in presences:
		_item.write(writer)
	writer.put_varuint(refused.size())
	for _item in refused:
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var presences_items: Array = []
	for _index in range(reader.get_count(7)):
		var _item := GodwitPresencePresence.new()
		_item.read(reader)
		if reader.failed:
			return
		presences_items.append(_item)
	presences = presences_items
	var refused_items: Array = []
	for _index in range(reader.get_count(1)):
		refused_items.append(reader.get_text())
	refused = refused_items
