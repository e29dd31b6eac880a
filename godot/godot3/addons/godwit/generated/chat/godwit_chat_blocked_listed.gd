extends GodwitMessage
class_name GodwitChatBlockedListed
## The players you have blocked.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 228

## Their player ids.
var player_ids: Array = []
## Their names, in the same order; an empty string where the server does not know the name. (optional)
var display_names: Array = [] setget set_display_names
## True when [member display_names] is set; setting it makes it so.
var has_display_names: bool = false


func _init(p_player_ids: Array = []).(TYPE) -> void:
	player_ids = p_player_ids


## Sets [member display_names].
func set_display_names(new_value: Array) -> void:
	display_names = new_value
	has_display_names = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerIds"] = player_ids
	if has_display_names:
		values["displayNames"] = display_names
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var player_ids_items: Array = []
	for _value in GodwitFields.list_of(values, "playerIds"):
		player_ids_items.append(GodwitFields.to_text(_value, ""))
	player_ids = player_ids_items
	if values.get("displayNames") != null:
		var display_names_items: Array = []
		for _value in GodwitFields.list_of(values, "displayNames"):
			display_names_items.append(GodwitFields.to_text(_value, ""))
		display_names = display_names_items
		has_display_names = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_display_names:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_varuint(player_ids.size())
	for _item in player_ids:
		writer.put_text(_item)
	if has_display_names:
		writer.put_varuint(display_names.size())
		for _item in display_names:
			writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var player_ids_items: Array = []
	for _index in range(reader.get_count(1)):
		player_ids_items.append(reader.get_text())
	player_ids = player_ids_items
	if (head & 1) != 0:
		var display_names_items: Array = []
		for _index in range(reader.get_count(1)):
			display_names_items.append(reader.get_text())
		display_names = display_names_items
		has_display_names = true
