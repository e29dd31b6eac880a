extends GodwitMessage
class_name GodwitPartyDecline
## Declines an invitation. The same member cannot invite you again until it would have expired.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 266

## The invitation's id.
var invitation_id: String = ""


func _init(p_invitation_id: String = "").(TYPE) -> void:
	invitation_id = p_invitation_id


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["invitationId"] = invitation_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	invitation_id = GodwitFields.to_text(values.get("invitationId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(invitation_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	invitation_id = reader.get_text()
