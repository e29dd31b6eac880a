extends GodwitMessage
class_name GodwitPresenceUnfollow
## Stops following these players.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 285

## 1 to 32 player ids; those you do not follow are ignored. (1 to 32 items)
var player_ids: Array = []


func _init(p_player_ids: Array = []).(TYPE) -> void:
	player_ids = p_player_ids


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if player_ids.size() < 1:
		return "playerIds must have at least 1 items."
	if player_ids.size() > 32:
		return "playerIds must have at most 32 items."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerIds"] = player_ids
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var player_ids_items: Array = []
	for _value in GodwitFields.list_of(values, "playerIds"):
		player_ids_items.append(GodwitFields.to_text(_value, ""))
	player_ids = player_ids_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(player_ids.size())
	for _item in player_ids:
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var player_ids_items: Array = []
	for _index in range(reader.get_count(1)):
		player_ids_items.append(reader.get_text())
	player_ids = player_ids_items
