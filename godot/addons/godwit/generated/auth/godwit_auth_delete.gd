class_name GodwitAuthDelete
extends GodwitMessage
## Permanently erases your account and everything stored about you, and ends your sessions.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 127

## Your own player id again, as a confirmation. (1 to 64 characters)
var player_id: String = ""


func _init(p_player_id: String = "") -> void:
	super(TYPE)
	player_id = p_player_id


## How a request that is answered by [GodwitAuthDelete] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthDelete


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthDelete


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if player_id.length() < 1:
		return "playerId must have at least 1 characters."
	if player_id.length() > 64:
		return "playerId must have at most 64 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(player_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	player_id = reader.get_text()
