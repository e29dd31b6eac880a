extends GodwitMessage
class_name GodwitPartyMemberJoined
## Somebody joined your party, or a member has signed in.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 270

## The whole member.
var member: GodwitPartiesPartyMember = GodwitPartiesPartyMember.new()


func _init(p_member: GodwitPartiesPartyMember = null).(TYPE) -> void:
	member = p_member if p_member != null else GodwitPartiesPartyMember.new()


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if member == null:
		return "member must be set."
	var member_problem: String = member.check()
	if member_problem != "":
		return "member: " + member_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["member"] = member.to_fields()
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	member = GodwitPartiesPartyMember.new()
	member.read_fields(GodwitFields.object_of(values, "member"))


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	member.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	member = GodwitPartiesPartyMember.new()
	member.read(reader)
