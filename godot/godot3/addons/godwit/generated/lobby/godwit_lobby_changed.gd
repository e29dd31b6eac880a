extends GodwitMessage
class_name GodwitLobbyChanged
## Changes to the list you subscribed to. Ignore a changed or removed room that you do not know: it was not sent
## yet.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 307

## Rooms that now match your filter.
var added: Array = []
## Rooms that still match, with only what has changed.
var changed: Array = []
## The ids of rooms that no longer match.
var removed: Array = []


func _init(p_added: Array = [], p_changed: Array = [], p_removed: Array = []).(TYPE) -> void:
	added = p_added
	changed = p_changed
	removed = p_removed


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in added:
		var added_problem: String = _item.check()
		if added_problem != "":
			return "added: " + added_problem
	for _item in changed:
		var changed_problem: String = _item.check()
		if changed_problem != "":
			return "changed: " + changed_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var added_values: Array = []
	for _item in added:
		added_values.append(_item.to_fields())
	values["added"] = added_values
	var changed_values: Array = []
	for _item in changed:
		changed_values.append(_item.to_fields())
	values["changed"] = changed_values
	values["removed"] = removed
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var added_items: Array = []
	for _value in GodwitFields.list_of(values, "added"):
		var _item := GodwitLobbyRoom.new()
		_item.read_fields(GodwitFields.to_object(_value))
		added_items.append(_item)
	added = added_items
	var changed_items: Array = []
	for _value in GodwitFields.list_of(values, "changed"):
		var _item := GodwitLobbyRoomChange.new()
		_item.read_fields(GodwitFields.to_object(_value))
		changed_items.append(_item)
	changed = changed_items
	var removed_items: Array = []
	for _value in GodwitFields.list_of(values, "removed"):
		removed_items.append(GodwitFields.to_text(_value, ""))
	removed = removed_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(added.size())
	for _item in added:
		_item.write(writer)
	writer.put_varuint(changed.size())
	for _item in changed:
		_item.write(writer)
	writer.put_varuint(removed.size())
	for _item in removed:
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var added_items: Array = []
	for _index in range(reader.get_count(11)):
		var _item := GodwitLobbyRoom.new()
		_item.read(reader)
		if reader.failed:
			return
		added_items.append(_item)
	added = added_items
	var changed_items: Array = []
	for _index in range(reader.get_count(2)):
		var _item := GodwitLobbyRoomChange.new()
		_item.read(reader)
		if reader.failed:
			return
		changed_items.append(_item)
	changed = changed_items
	var removed_items: Array = []
	for _index in range(reader.get_count(1)):
		removed_items.append(reader.get_text())
	removed = removed_items
