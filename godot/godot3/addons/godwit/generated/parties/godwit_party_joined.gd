extends GodwitMessage
class_name GodwitPartyJoined
## The party you are in.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 252

## The party, including you.
var party: GodwitPartiesParty = GodwitPartiesParty.new()
## Your own session id.
var member_id: String = ""


func _init(p_party: GodwitPartiesParty = null, p_member_id: String = "").(TYPE) -> void:
	party = p_party if p_party != null else GodwitPartiesParty.new()
	member_id = p_member_id


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if party == null:
		return "party must be set."
	var party_problem: String = party.check()
	if party_problem != "":
		return "party: " + party_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["party"] = party.to_fields()
	values["memberId"] = member_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	party = GodwitPartiesParty.new()
	party.read_fields(GodwitFields.object_of(values, "party"))
	member_id = GodwitFields.to_text(values.get("memberId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	party.write(writer)
	writer.put_text(member_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	party = GodwitPartiesParty.new()
	party.read(reader)
	member_id = reader.get_text()
