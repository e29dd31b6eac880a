extends GodwitStruct
class_name GodwitChatMember
## A member of a channel.
##
## Generated from the contract; do not edit.

## The member's session id.
var id: String = ""
## The name the member chose; not unique.
var name_: String = ""
## The member's player id; absent without sign-in. (optional)
var player_id: String = "" setget set_player_id
## True when [member player_id] is set; setting it makes it so.
var has_player_id: bool = false


func _init(p_id: String = "", p_name_: String = "") -> void:
	id = p_id
	name_ = p_name_


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
	values["id"] = id
	values["name"] = name_
	if has_player_id:
		values["playerId"] = player_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	name_ = GodwitFields.to_text(values.get("name"), "")
	if values.get("playerId") != null:
		player_id = GodwitFields.to_text(values.get("playerId"), "")
		has_player_id = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_player_id:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(id)
	writer.put_text(name_)
	if has_player_id:
		writer.put_text(player_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	id = reader.get_text()
	name_ = reader.get_text()
	if (head & 1) != 0:
		player_id = reader.get_text()
		has_player_id = true
