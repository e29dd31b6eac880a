class_name GodwitRelayCreate
extends GodwitMessage
## Creates a room that only relays, and joins it as its host.
##
## The server answers with [GodwitRoomJoined].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 356

const _AUTHORITY_VALUES := ["host", "server"]

const _ON_HOST_LEFT_VALUES := ["end", "migrate"]

## Who is peer 1; by default the host. (optional)
var authority: String = "host":
	set(new_value):
		authority = new_value
		has_authority = true
## True when [member authority] is set; setting it makes it so.
var has_authority: bool = false
## What happens when the host leaves. By default the game ends if the host is peer 1; otherwise another peer
## becomes the host. (optional)
var on_host_left: String = "end":
	set(new_value):
		on_host_left = new_value
		has_on_host_left = true
## True when [member on_host_left] is set; setting it makes it so.
var has_on_host_left: bool = false
## How long the host may be silent or disconnected before it counts as gone, in milliseconds. (1000 to 600000;
## optional)
var host_hold_ms: int = 0:
	set(new_value):
		host_hold_ms = new_value
		has_host_hold_ms = true
## True when [member host_hold_ms] is set; setting it makes it so.
var has_host_hold_ms: bool = false
## Maximum players, 1 to 64. (1 to 64; optional)
var max_players: int = 0:
	set(new_value):
		max_players = new_value
		has_max_players = true
## True when [member max_players] is set; setting it makes it so.
var has_max_players: bool = false
## Required to join, 1 to 64 characters. (1 to 64 characters; optional)
var password: String = "":
	set(new_value):
		password = new_value
		has_password = true
## True when [member password] is set; setting it makes it so.
var has_password: bool = false
## True for a room that can only be joined by its code. (optional)
var is_private: bool = false:
	set(new_value):
		is_private = new_value
		has_is_private = true
## True when [member is_private] is set; setting it makes it so.
var has_is_private: bool = false
## Your name as the others see it, 1 to 24 characters. (1 to 24 characters; one line of visible characters;
## optional)
var name_: String = "":
	set(new_value):
		name_ = new_value
		has_name_ = true
## True when [member name_] is set; setting it makes it so.
var has_name_: bool = false


func _init() -> void:
	super(TYPE)


## How a request that is answered by [GodwitRelayCreate] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRelayCreate


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRelayCreate


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_authority:
		if not authority in _AUTHORITY_VALUES:
			return "authority must be one of host, server."
	if has_on_host_left:
		if not on_host_left in _ON_HOST_LEFT_VALUES:
			return "onHostLeft must be one of end, migrate."
	if has_host_hold_ms:
		if host_hold_ms < 1000:
			return "hostHoldMs must not be less than 1000."
		if host_hold_ms > 600000:
			return "hostHoldMs must not be greater than 600000."
	if has_max_players:
		if max_players < 1:
			return "maxPlayers must not be less than 1."
		if max_players > 64:
			return "maxPlayers must not be greater than 64."
	if has_password:
		if password.length() < 1:
			return "password must have at least 1 characters."
		if password.length() > 64:
			return "password must have at most 64 characters."
	if has_name_:
		if name_.length() < 1:
			return "name must have at least 1 characters."
		if name_.length() > 24:
			return "name must have at most 24 characters."
		var name__problem: String = GodwitText.name_problem(name_)
		if name__problem != "":
			return "name " + name__problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_authority:
		values["authority"] = authority
	if has_on_host_left:
		values["onHostLeft"] = on_host_left
	if has_host_hold_ms:
		values["hostHoldMs"] = host_hold_ms
	if has_max_players:
		values["maxPlayers"] = max_players
	if has_password:
		values["password"] = password
	if has_is_private:
		values["isPrivate"] = is_private
	if has_name_:
		values["name"] = name_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("authority") != null:
		authority = GodwitFields.to_text(values.get("authority"), "host")
	if values.get("onHostLeft") != null:
		on_host_left = GodwitFields.to_text(values.get("onHostLeft"), "end")
	if values.get("hostHoldMs") != null:
		host_hold_ms = GodwitFields.to_int(values.get("hostHoldMs"), 0)
	if values.get("maxPlayers") != null:
		max_players = GodwitFields.to_int(values.get("maxPlayers"), 0)
	if values.get("password") != null:
		password = GodwitFields.to_text(values.get("password"), "")
	if values.get("isPrivate") != null:
		is_private = GodwitFields.to_bool(values.get("isPrivate"), false)
	if values.get("name") != null:
		name_ = GodwitFields.to_text(values.get("name"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_authority:
		head |= 1
	if has_on_host_left:
		head |= 2
	if has_host_hold_ms:
		head |= 4
	if has_max_players:
		head |= 8
	if has_password:
		head |= 16
	if has_is_private:
		head |= 32
	if has_is_private and is_private:
		head |= 64
	if has_name_:
		head |= 128
	writer.put_bits(head, 8)
	var stream: StreamPeerBuffer = writer.stream
	if has_authority:
		writer.put_index(_AUTHORITY_VALUES.find(authority), 2)
	if has_on_host_left:
		writer.put_index(_ON_HOST_LEFT_VALUES.find(on_host_left), 2)
	if has_host_hold_ms:
		stream.put_u32(host_hold_ms)
	if has_max_players:
		stream.put_u8(max_players)
	if has_password:
		writer.put_text(password)
	if has_name_:
		writer.put_text(name_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(8)
	var stream: StreamPeerBuffer = reader.stream
	if (head & 1) != 0:
		if not reader.has(1):
			return
		authority = _AUTHORITY_VALUES[reader.get_index(2)]
	if (head & 2) != 0:
		if not reader.has(1):
			return
		on_host_left = _ON_HOST_LEFT_VALUES[reader.get_index(2)]
	if (head & 4) != 0:
		if not reader.has(4):
			return
		host_hold_ms = stream.get_u32()
	if (head & 8) != 0:
		if not reader.has(1):
			return
		max_players = stream.get_u8()
	if (head & 16) != 0:
		password = reader.get_text()
	if (head & 32) != 0:
		is_private = (head & 64) != 0
	if (head & 128) != 0:
		name_ = reader.get_text()
