extends GodwitMessage
class_name GodwitAuthAccountRead
## Your account.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 121

## The field playerId.
var player_id: String = ""
## The player's name as others see it.
var display_name: String = ""
## The account's sign-in methods, oldest first.
var identities: Array = []


func _init(p_player_id: String = "", p_display_name: String = "", p_identities: Array = []).(TYPE) -> void:
	player_id = p_player_id
	display_name = p_display_name
	identities = p_identities


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in identities:
		var identities_problem: String = _item.check()
		if identities_problem != "":
			return "identities: " + identities_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	values["displayName"] = display_name
	var identities_values: Array = []
	for _item in identities:
		identities_values.append(_item.to_fields())
	values["identities"] = identities_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")
	display_name = GodwitFields.to_text(values.get("displayName"), "")
	var identities_items: Array = []
	for _value in GodwitFields.list_of(values, "identities"):
		var _item := GodwitAuthIdentity.new()
		_item.read_fields(GodwitFields.to_object(_value))
		identities_items.append(_item)
	identities = identities_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(player_id)
	writer.put_text(display_name)
	writer.put_varuint(identities.size())
	for _item in identities:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	player_id = reader.get_text()
	display_name = reader.get_text()
	var identities_items: Array = []
	for _index in range(reader.get_count(4)):
		var _item := GodwitAuthIdentity.new()
		_item.read(reader)
		if reader.failed:
			return
		identities_items.append(_item)
	identities = identities_items
