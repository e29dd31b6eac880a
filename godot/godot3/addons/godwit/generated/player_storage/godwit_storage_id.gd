extends GodwitStruct
class_name GodwitStorageId
## Identifies one document.
##
## Generated from the contract; do not edit.

## 1 to 32 letters, digits, "_", "-", "." and ":".
var collection: String = ""
## 1 to 64 letters, digits, "_", "-", "." and ":".
var key: String = ""
## The owner's player id; absent: your own. (optional)
var player_id: String = "" setget set_player_id
## True when [member player_id] is set; setting it makes it so.
var has_player_id: bool = false


func _init(p_collection: String = "", p_key: String = "") -> void:
	collection = p_collection
	key = p_key


## Sets [member player_id].
func set_player_id(new_value: String) -> void:
	player_id = new_value
	has_player_id = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["collection"] = collection
	values["key"] = key
	if has_player_id:
		values["playerId"] = player_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	collection = GodwitFields.to_text(values.get("collection"), "")
	key = GodwitFields.to_text(values.get("key"), "")
	if values.get("playerId") != null:
		player_id = GodwitFields.to_text(values.get("playerId"), "")
		has_player_id = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_player_id:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(collection)
	writer.put_text(key)
	if has_player_id:
		writer.put_text(player_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	collection = reader.get_text()
	key = reader.get_text()
	if (head & 1) != 0:
		player_id = reader.get_text()
		has_player_id = true
