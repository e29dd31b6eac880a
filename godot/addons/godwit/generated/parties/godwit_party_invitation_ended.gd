class_name GodwitPartyInvitationEnded
extends GodwitMessage
## An invitation that you sent or received has ended.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 278

const _REASON_VALUES := ["accepted", "declined", "withdrawn", "expired"]

## The invitation's id.
var invitation_id: String = ""
## How it ended.
var reason: String = "accepted"


func _init(p_invitation_id: String = "", p_reason: String = "accepted") -> void:
	super(TYPE)
	invitation_id = p_invitation_id
	reason = p_reason


## How a request that is answered by [GodwitPartyInvitationEnded] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartyInvitationEnded


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartyInvitationEnded


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not reason in _REASON_VALUES:
		return "reason must be one of accepted, declined, withdrawn, expired."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["invitationId"] = invitation_id
	values["reason"] = reason
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	invitation_id = GodwitFields.to_text(values.get("invitationId"), "")
	reason = GodwitFields.to_text(values.get("reason"), "accepted")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(invitation_id)
	writer.put_index(_REASON_VALUES.find(reason), 4)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	invitation_id = reader.get_text()
	if not reader.has(1):
		return
	reason = _REASON_VALUES[reader.get_index(4)]
