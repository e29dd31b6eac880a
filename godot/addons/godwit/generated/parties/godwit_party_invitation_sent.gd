class_name GodwitPartyInvitationSent
extends GodwitMessage
## Your invitation was delivered.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 264

## Identifies it when you withdraw it, and when it ends.
var invitation_id: String = ""
## When it expires, milliseconds since 1970.
var expires_at_ms: float = 0.0


func _init(p_invitation_id: String = "", p_expires_at_ms: float = 0.0) -> void:
	super(TYPE)
	invitation_id = p_invitation_id
	expires_at_ms = p_expires_at_ms


## How a request that is answered by [GodwitPartyInvitationSent] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartyInvitationSent


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartyInvitationSent


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not absf(expires_at_ms) < INF:
		return "expiresAtMs must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["invitationId"] = invitation_id
	values["expiresAtMs"] = expires_at_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	invitation_id = GodwitFields.to_text(values.get("invitationId"), "")
	expires_at_ms = GodwitFields.to_float(values.get("expiresAtMs"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(invitation_id)
	stream.put_double(expires_at_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	invitation_id = reader.get_text()
	if not reader.has(8):
		return
	expires_at_ms = stream.get_double()
