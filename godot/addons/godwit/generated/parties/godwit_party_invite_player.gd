class_name GodwitPartyInvitePlayer
extends GodwitMessage
## Invites a signed-in player into your party, on all of their sessions. Every member may do this.
##
## The server answers with [GodwitPartyInvitationSent].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 262

## The player id.
var player_id: String = ""


func _init(p_player_id: String = "") -> void:
	super(TYPE)
	player_id = p_player_id


## How a request that is answered by [GodwitPartyInvitePlayer] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartyInvitePlayer


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartyInvitePlayer


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
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
