extends GodwitMessage
class_name GodwitPartyInvited
## Somebody has invited you to a party.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 277

## The invitation.
var invitation: GodwitPartyInvitation = GodwitPartyInvitation.new()


func _init(p_invitation: GodwitPartyInvitation = null).(TYPE) -> void:
	invitation = p_invitation if p_invitation != null else GodwitPartyInvitation.new()


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if invitation == null:
		return "invitation must be set."
	var invitation_problem: String = invitation.check()
	if invitation_problem != "":
		return "invitation: " + invitation_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["invitation"] = invitation.to_fields()
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	invitation = GodwitPartyInvitation.new()
	invitation.read_fields(GodwitFields.object_of(values, "invitation"))


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	invitation.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	invitation = GodwitPartyInvitation.new()
	invitation.read(reader)
