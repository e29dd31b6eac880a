extends GodwitMessage
class_name GodwitChatBlock
## Blocks or unblocks a player: you see nothing they say, and they cannot write to you. They are not told.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 226

## The player to block or unblock.
var player_id: String = ""
## False unblocks.
var is_blocked: bool = false


func _init(p_player_id: String = "", p_is_blocked: bool = false).(TYPE) -> void:
	player_id = p_player_id
	is_blocked = p_is_blocked


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	values["isBlocked"] = is_blocked
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")
	is_blocked = GodwitFields.to_bool(values.get("isBlocked"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_blocked:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(player_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	player_id = reader.get_text()
	is_blocked = (head & 1) != 0
