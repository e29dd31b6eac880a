class_name GodwitLobbyRoomChange
extends GodwitStruct
## What has changed about a room; absent fields are unchanged.
##
## Generated from the contract; do not edit.

## The room's id.
var id: String = ""
## Number of players. (0 to 65535; optional)
var players: int = 0:
	set(new_value):
		players = new_value
		has_players = true
## True when [member players] is set; setting it makes it so.
var has_players: bool = false
## Whether it is locked to new players. (optional)
var is_locked: bool = false:
	set(new_value):
		is_locked = new_value
		has_is_locked = true
## True when [member is_locked] is set; setting it makes it so.
var has_is_locked: bool = false
## The name of its host. (optional)
var host_name: String = "":
	set(new_value):
		host_name = new_value
		has_host_name = true
## True when [member host_name] is set; setting it makes it so.
var has_host_name: bool = false
## The complete metadata. (optional)
var metadata: Dictionary = {}:
	set(new_value):
		metadata = new_value
		has_metadata = true
## True when [member metadata] is set; setting it makes it so.
var has_metadata: bool = false


func _init(p_id: String = "") -> void:
	id = p_id


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_players:
		if players < 0:
			return "players must not be less than 0."
		if players > 65535:
			return "players must not be greater than 65535."
	if has_metadata:
		var metadata_problem: String = GodwitUntyped.json_problem(metadata)
		if metadata_problem != "":
			return "metadata " + metadata_problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	if has_players:
		values["players"] = players
	if has_is_locked:
		values["isLocked"] = is_locked
	if has_host_name:
		values["hostName"] = host_name
	if has_metadata:
		values["metadata"] = metadata
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	if values.get("players") != null:
		players = GodwitFields.to_int(values.get("players"), 0)
	if values.get("isLocked") != null:
		is_locked = GodwitFields.to_bool(values.get("isLocked"), false)
	if values.get("hostName") != null:
		host_name = GodwitFields.to_text(values.get("hostName"), "")
	if values.get("metadata") != null:
		metadata = GodwitFields.to_object(values.get("metadata"))


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_players:
		head |= 1
	if has_is_locked:
		head |= 2
	if has_is_locked and is_locked:
		head |= 4
	if has_host_name:
		head |= 8
	if has_metadata:
		head |= 16
	writer.put_bits(head, 5)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(id)
	if has_players:
		stream.put_u16(players)
	if has_host_name:
		writer.put_text(host_name)
	if has_metadata:
		writer.put_json(metadata)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(5)
	var stream: StreamPeerBuffer = reader.stream
	id = reader.get_text()
	if (head & 1) != 0:
		if not reader.has(2):
			return
		players = stream.get_u16()
	if (head & 2) != 0:
		is_locked = (head & 4) != 0
	if (head & 8) != 0:
		host_name = reader.get_text()
	if (head & 16) != 0:
		metadata = reader.get_json()
