class_name GodwitPartyAccept
extends GodwitMessage
## Accepts an invitation and joins the party, whether it is open or not.
##
## The server answers with [GodwitPartyJoined].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 265

## The invitation's id.
var invitation_id: String = ""
## The name you want, 1 to 24 characters. (1 to 24 characters; one line of visible characters)
var name_: String = ""


func _init(p_invitation_id: String = "", p_name_: String = "") -> void:
	super(TYPE)
	invitation_id = p_invitation_id
	name_ = p_name_


## How a request that is answered by [GodwitPartyAccept] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartyAccept


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartyAccept


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
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
	values["invitationId"] = invitation_id
	values["name"] = name_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	invitation_id = GodwitFields.to_text(values.get("invitationId"), "")
	name_ = GodwitFields.to_text(values.get("name"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(invitation_id)
	writer.put_text(name_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	invitation_id = reader.get_text()
	name_ = reader.get_text()
