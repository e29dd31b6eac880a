extends GodwitStruct
class_name GodwitRoomsRoomMember
## Somebody in a room.
##
## Generated from the contract; do not edit.

## The member's session id.
var id: String = ""
## A small number that is the member's alone while it is in the room, from 2 on. (2 to 65535)
var number: int = 0
## The name the member chose; two members may have the same, and it may be empty.
var name_: String = ""
## The player's id; absent for an anonymous session. (optional)
var player_id: String = "" setget set_player_id
## True when [member player_id] is set; setting it makes it so.
var has_player_id: bool = false
## False while the member's connection is lost and its seat is held.
var is_connected_: bool = false


func _init(p_id: String = "", p_number: int = 0, p_name_: String = "", p_is_connected_: bool = false) -> void:
	id = p_id
	number = p_number
	name_ = p_name_
	is_connected_ = p_is_connected_


## Sets [member player_id].
func set_player_id(new_value: String) -> void:
	player_id = new_value
	has_player_id = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if number < 2:
		return "number must not be less than 2."
	if number > 65535:
		return "number must not be greater than 65535."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["number"] = number
	values["name"] = name_
	if has_player_id:
		values["playerId"] = player_id
	values["isConnected"] = is_connected_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	number = GodwitFields.to_int(values.get("number"), 0)
	name_ = GodwitFields.to_text(values.get("name"), "")
	if values.get("playerId") != null:
		player_id = GodwitFields.to_text(values.get("playerId"), "")
		has_player_id = true
	is_connected_ = GodwitFields.to_bool(values.get("isConnected"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_player_id:
		head |= 1
	if is_connected_:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(id)
	stream.put_u16(number)
	writer.put_text(name_)
	if has_player_id:
		writer.put_text(player_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	id = reader.get_text()
	if not reader.has(2):
		return
	number = stream.get_u16()
	name_ = reader.get_text()
	if (head & 1) != 0:
		player_id = reader.get_text()
		has_player_id = true
	is_connected_ = (head & 2) != 0
