extends GodwitMessage
class_name GodwitAuthSignedIn
## You are signed in. Store the refresh token where only this player can read it.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 104

## The account's id, which is the player id everywhere.
var player_id: String = ""
## The player's name as others see it.
var display_name: String = ""
## True when the account was just created.
var is_new: bool = false
## Proves who you are: in the Hello of the next connection, and as a Bearer token over HTTP. Secret.
var access_token: String = ""
## How long the access token is valid from now, in seconds.
var access_seconds: int = 0
## Exchanged for the next pair of tokens, once. Secret.
var refresh_token: String = ""
## How long the refresh token is valid from now, in seconds.
var refresh_seconds: int = 0


func _init(p_player_id: String = "", p_display_name: String = "", p_is_new: bool = false, p_access_token: String = "", p_access_seconds: int = 0, p_refresh_token: String = "", p_refresh_seconds: int = 0).(TYPE) -> void:
	player_id = p_player_id
	display_name = p_display_name
	is_new = p_is_new
	access_token = p_access_token
	access_seconds = p_access_seconds
	refresh_token = p_refresh_token
	refresh_seconds = p_refresh_seconds


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if access_seconds < -9007199254740991:
		return "accessSeconds must not be less than -9007199254740991."
	if access_seconds > 9007199254740991:
		return "accessSeconds must not be greater than 9007199254740991."
	if refresh_seconds < -9007199254740991:
		return "refreshSeconds must not be less than -9007199254740991."
	if refresh_seconds > 9007199254740991:
		return "refreshSeconds must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	values["displayName"] = display_name
	values["isNew"] = is_new
	values["accessToken"] = access_token
	values["accessSeconds"] = access_seconds
	values["refreshToken"] = refresh_token
	values["refreshSeconds"] = refresh_seconds
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")
	display_name = GodwitFields.to_text(values.get("displayName"), "")
	is_new = GodwitFields.to_bool(values.get("isNew"), false)
	access_token = GodwitFields.to_text(values.get("accessToken"), "")
	access_seconds = GodwitFields.to_int(values.get("accessSeconds"), 0)
	refresh_token = GodwitFields.to_text(values.get("refreshToken"), "")
	refresh_seconds = GodwitFields.to_int(values.get("refreshSeconds"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_new:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(player_id)
	writer.put_text(display_name)
	writer.put_text(access_token)
	writer.put_varint(access_seconds)
	writer.put_text(refresh_token)
	writer.put_varint(refresh_seconds)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	player_id = reader.get_text()
	display_name = reader.get_text()
	is_new = (head & 1) != 0
	access_token = reader.get_text()
	access_seconds = reader.get_varint()
	refresh_token = reader.get_text()
	refresh_seconds = reader.get_varint()
