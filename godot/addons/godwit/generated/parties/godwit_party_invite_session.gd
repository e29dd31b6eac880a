class_name GodwitPartyInviteSession
extends GodwitMessage
## Invites a session, signed in or not, such as a member of a chat channel. Every member of a party may do this.
##
## The server answers with [GodwitPartyInvitationSent].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 263

## The session id.
var session_id: String = ""


func _init(p_session_id: String = "") -> void:
	super(TYPE)
	session_id = p_session_id


## How a request that is answered by [GodwitPartyInviteSession] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartyInviteSession


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartyInviteSession


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["sessionId"] = session_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	session_id = GodwitFields.to_text(values.get("sessionId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(session_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	session_id = reader.get_text()
