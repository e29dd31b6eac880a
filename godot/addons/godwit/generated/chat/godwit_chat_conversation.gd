class_name GodwitChatConversation
extends GodwitStruct
## A conversation with another player.
##
## Generated from the contract; do not edit.

## The other player.
var player_id: String = ""
## The last line of either player. Absent when it no longer exists. (optional)
var last_line: GodwitChatLine = null
## The player's name, up to 32 characters. Absent when the server does not know it. (optional)
var display_name: String = "":
	set(new_value):
		display_name = new_value
		has_display_name = true
## True when [member display_name] is set; setting it makes it so.
var has_display_name: bool = false


func _init(p_player_id: String = "") -> void:
	player_id = p_player_id


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if last_line != null:
		var last_line_problem: String = last_line.check()
		if last_line_problem != "":
			return "lastLine: " + last_line_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	if last_line != null:
		values["lastLine"] = last_line.to_fields()
	if has_display_name:
		values["displayName"] = display_name
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")
	if values.get("lastLine") != null:
		last_line = GodwitChatLine.new()
		last_line.read_fields(GodwitFields.object_of(values, "lastLine"))
	if values.get("displayName") != null:
		display_name = GodwitFields.to_text(values.get("displayName"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if last_line != null:
		head |= 1
	if has_display_name:
		head |= 2
	writer.put_bits(head, 2)
	writer.put_text(player_id)
	if last_line != null:
		last_line.write(writer)
	if has_display_name:
		writer.put_text(display_name)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	player_id = reader.get_text()
	if (head & 1) != 0:
		last_line = GodwitChatLine.new()
		last_line.read(reader)
	if (head & 2) != 0:
		display_name = reader.get_text()
