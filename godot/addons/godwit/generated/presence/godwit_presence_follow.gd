class_name GodwitPresenceFollow
extends GodwitMessage
## Follows players, at most 200 per session. Following one again returns their current presence.
##
## The server answers with [GodwitPresenceFollowed].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 283

## 1 to 32 player ids. (1 to 32 items)
var player_ids: Array[String] = []


func _init(p_player_ids: Array[String] = []) -> void:
	super(TYPE)
	player_ids = p_player_ids


## How a request that is answered by [GodwitPresenceFollow] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPresenceFollow


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPresenceFollow


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
	var player_ids_items: Array[String] = []
	for _value: Variant in GodwitFields.list_of(values, "playerIds"):
		player_ids_items.append(GodwitFields.to_text(_value, ""))
	player_ids = player_ids_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(player_ids.size())
	for _item in player_ids:
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var player_ids_items: Array[String] = []
	for _index in range(reader.get_count(1)):
		player_ids_items.append(reader.get_text())
	player_ids = player_ids_items
