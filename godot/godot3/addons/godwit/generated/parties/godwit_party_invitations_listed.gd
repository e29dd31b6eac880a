extends GodwitMessage
class_name GodwitPartyInvitationsListed
## The invitations waiting for your answer.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 269

## Oldest first.
var invitations: Array = []


func _init(p_invitations: Array = []).(TYPE) -> void:
	invitations = p_invitations


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in invitations:
		var invitations_problem: String = _item.check()
		if invitations_problem != "":
			return "invitations: " + invitations_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var invitations_values: Array = []
	for _item in invitations:
		invitations_values.append(_item.to_fields())
	values["invitations"] = invitations_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var invitations_items: Array = []
	for _value in GodwitFields.list_of(values, "invitations"):
		var _item := GodwitPartyInvitation.new()
		_item.read_fields(GodwitFields.to_object(_value))
		invitations_items.append(_item)
	invitations = invitations_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(invitations.size())
	for _item in invitations:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var invitations_items: Array = []
	for _index in range(reader.get_count(15)):
		var _item := GodwitPartyInvitation.new()
		_item.read(reader)
		if reader.failed:
			return
		invitations_items.append(_item)
	invitations = invitations_items
