class_name GodwitLobbyCreate
extends GodwitMessage
## Creates a room and joins it.
##
## The server answers with [GodwitRoomJoined].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 300

## The type of room, e.g. "arena". (1 to 64 characters)
var room_type: String = ""
## Options for a new room, an object validated by its type's rules. (optional)
var options: Dictionary = {}:
	set(new_value):
		options = new_value
		has_options = true
## True when [member options] is set; setting it makes it so.
var has_options: bool = false
## Options for joining, an object validated by the room type's rules. (optional)
var join_options: Dictionary = {}:
	set(new_value):
		join_options = new_value
		has_join_options = true
## True when [member join_options] is set; setting it makes it so.
var has_join_options: bool = false
## Your name as the others see it, 1 to 24 characters. (1 to 24 characters; one line of visible characters;
## optional)
var name_: String = "":
	set(new_value):
		name_ = new_value
		has_name_ = true
## True when [member name_] is set; setting it makes it so.
var has_name_: bool = false
## Maximum players, if fewer than the room type allows. (1 to 65535; optional)
var max_players: int = 0:
	set(new_value):
		max_players = new_value
		has_max_players = true
## True when [member max_players] is set; setting it makes it so.
var has_max_players: bool = false
## Short values by name: at most 16; names of 1 to 32 letters, digits, "_", "." and "-"; strings of at most 64
## characters. (optional)
var metadata: Dictionary = {}:
	set(new_value):
		metadata = new_value
		has_metadata = true
## True when [member metadata] is set; setting it makes it so.
var has_metadata: bool = false
## Required to join; without it, anyone can. (1 to 64 characters; optional)
var password: String = "":
	set(new_value):
		password = new_value
		has_password = true
## True when [member password] is set; setting it makes it so.
var has_password: bool = false
## Whether the room can only be joined by its code. (optional)
var is_private: bool = false:
	set(new_value):
		is_private = new_value
		has_is_private = true
## True when [member is_private] is set; setting it makes it so.
var has_is_private: bool = false
## Whether lists leave the room out. (optional)
var is_unlisted: bool = false:
	set(new_value):
		is_unlisted = new_value
		has_is_unlisted = true
## True when [member is_unlisted] is set; setting it makes it so.
var has_is_unlisted: bool = false


func _init(p_room_type: String = "") -> void:
	super(TYPE)
	room_type = p_room_type


## How a request that is answered by [GodwitLobbyCreate] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitLobbyCreate


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitLobbyCreate


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if room_type.length() < 1:
		return "roomType must have at least 1 characters."
	if room_type.length() > 64:
		return "roomType must have at most 64 characters."
	if has_options:
		var options_problem: String = GodwitUntyped.json_problem(options)
		if options_problem != "":
			return "options " + options_problem + "."
	if has_join_options:
		var join_options_problem: String = GodwitUntyped.json_problem(join_options)
		if join_options_problem != "":
			return "joinOptions " + join_options_problem + "."
	if has_name_:
		if name_.length() < 1:
			return "name must have at least 1 characters."
		if name_.length() > 24:
			return "name must have at most 24 characters."
		var name__problem: String = GodwitText.name_problem(name_)
		if name__problem != "":
			return "name " + name__problem + "."
	if has_max_players:
		if max_players < 1:
			return "maxPlayers must not be less than 1."
		if max_players > 65535:
			return "maxPlayers must not be greater than 65535."
	if has_metadata:
		var metadata_problem: String = GodwitUntyped.json_problem(metadata)
		if metadata_problem != "":
			return "metadata " + metadata_problem + "."
	if has_password:
		if password.length() < 1:
			return "password must have at least 1 characters."
		if password.length() > 64:
			return "password must have at most 64 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["roomType"] = room_type
	if has_options:
		values["options"] = options
	if has_join_options:
		values["joinOptions"] = join_options
	if has_name_:
		values["name"] = name_
	if has_max_players:
		values["maxPlayers"] = max_players
	if has_metadata:
		values["metadata"] = metadata
	if has_password:
		values["password"] = password
	if has_is_private:
		values["isPrivate"] = is_private
	if has_is_unlisted:
		values["isUnlisted"] = is_unlisted
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	room_type = GodwitFields.to_text(values.get("roomType"), "")
	if values.get("options") != null:
		options = GodwitFields.to_object(values.get("options"))
	if values.get("joinOptions") != null:
		join_options = GodwitFields.to_object(values.get("joinOptions"))
	if values.get("name") != null:
		name_ = GodwitFields.to_text(values.get("name"), "")
	if values.get("maxPlayers") != null:
		max_players = GodwitFields.to_int(values.get("maxPlayers"), 0)
	if values.get("metadata") != null:
		metadata = GodwitFields.to_object(values.get("metadata"))
	if values.get("password") != null:
		password = GodwitFields.to_text(values.get("password"), "")
	if values.get("isPrivate") != null:
		is_private = GodwitFields.to_bool(values.get("isPrivate"), false)
	if values.get("isUnlisted") != null:
		is_unlisted = GodwitFields.to_bool(values.get("isUnlisted"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_options:
		head |= 1
	if has_join_options:
		head |= 2
	if has_name_:
		head |= 4
	if has_max_players:
		head |= 8
	if has_metadata:
		head |= 16
	if has_password:
		head |= 32
	if has_is_private:
		head |= 64
	if has_is_private and is_private:
		head |= 128
	if has_is_unlisted:
		head |= 256
	if has_is_unlisted and is_unlisted:
		head |= 512
	writer.put_bits(head, 10)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(room_type)
	if has_options:
		writer.put_json(options)
	if has_join_options:
		writer.put_json(join_options)
	if has_name_:
		writer.put_text(name_)
	if has_max_players:
		stream.put_u16(max_players)
	if has_metadata:
		writer.put_json(metadata)
	if has_password:
		writer.put_text(password)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(10)
	var stream: StreamPeerBuffer = reader.stream
	room_type = reader.get_text()
	if (head & 1) != 0:
		options = reader.get_json()
	if (head & 2) != 0:
		join_options = reader.get_json()
	if (head & 4) != 0:
		name_ = reader.get_text()
	if (head & 8) != 0:
		if not reader.has(2):
			return
		max_players = stream.get_u16()
	if (head & 16) != 0:
		metadata = reader.get_json()
	if (head & 32) != 0:
		password = reader.get_text()
	if (head & 64) != 0:
		is_private = (head & 128) != 0
	if (head & 256) != 0:
		is_unlisted = (head & 512) != 0
