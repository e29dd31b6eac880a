extends GodwitStruct
class_name GodwitLobbyRoom
## A room as lists show it.
##
## Generated from the contract; do not edit.

## The room's id, for RoomJoin.
var id: String = ""
## Its type, e.g. "arena".
var room_type: String = ""
## Number of players, including those disconnected for the moment. (0 to 65535)
var players: int = 0
## Maximum number of players. (1 to 65535)
var max_players: int = 0
## Whether it is locked to new players.
var is_locked: bool = false
## Whether joining requires a password.
var has_password: bool = false
## The name of its host; empty when there is none, or when it has no name.
var host_name: String = ""
## The room's own description of itself, e.g. {"map": "canyon"}.
var metadata: Dictionary = {}


func _init(p_id: String = "", p_room_type: String = "", p_players: int = 0, p_max_players: int = 0, p_is_locked: bool = false, p_has_password: bool = false, p_host_name: String = "", p_metadata: Dictionary = {}) -> void:
	id = p_id
	room_type = p_room_type
	players = p_players
	max_players = p_max_players
	is_locked = p_is_locked
	has_password = p_has_password
	host_name = p_host_name
	metadata = p_metadata


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if players < 0:
		return "players must not be less than 0."
	if players > 65535:
		return "players must not be greater than 65535."
	if max_players < 1:
		return "maxPlayers must not be less than 1."
	if max_players > 65535:
		return "maxPlayers must not be greater than 65535."
	var metadata_problem: String = GodwitUntyped.json_problem(metadata)
	if metadata_problem != "":
		return "metadata " + metadata_problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["roomType"] = room_type
	values["players"] = players
	values["maxPlayers"] = max_players
	values["isLocked"] = is_locked
	values["hasPassword"] = has_password
	values["hostName"] = host_name
	values["metadata"] = metadata
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	room_type = GodwitFields.to_text(values.get("roomType"), "")
	players = GodwitFields.to_int(values.get("players"), 0)
	max_players = GodwitFields.to_int(values.get("maxPlayers"), 0)
	is_locked = GodwitFields.to_bool(values.get("isLocked"), false)
	has_password = GodwitFields.to_bool(values.get("hasPassword"), false)
	host_name = GodwitFields.to_text(values.get("hostName"), "")
	metadata = GodwitFields.to_object(values.get("metadata"))


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_locked:
		head |= 1
	if has_password:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(id)
	writer.put_text(room_type)
	stream.put_u16(players)
	stream.put_u16(max_players)
	writer.put_text(host_name)
	writer.put_json(metadata)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	id = reader.get_text()
	room_type = reader.get_text()
	if not reader.has(4):
		return
	players = stream.get_u16()
	max_players = stream.get_u16()
	is_locked = (head & 1) != 0
	has_password = (head & 2) != 0
	host_name = reader.get_text()
	metadata = reader.get_json()
