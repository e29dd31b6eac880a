extends GodwitStruct
class_name GodwitPresencePresence
## A player's presence, as others see it.
##
## Generated from the contract; do not edit.

const _STATUS_VALUES := ["online", "away", "busy", "reconnecting", "offline"]

## The player id.
var player_id: String = ""
## The player's status.
var status: String = "online"
## What the player is doing, as a sentence to show; empty if not set.
var text: String = ""
## What the player is doing, for the game to read, such as "mode": "ctf". ([String] to [String]; 0 to 8 entries)
var details: Dictionary = {}
## The type of the player's room; empty when in none, or when the player hides it.
var room_type: String = ""
## The id of that room, or empty.
var room_id: String = ""
## The player's name, up to 32 characters; empty when erased. Absent when the server does not know it. (optional)
var display_name: String = "" setget set_display_name
## True when [member display_name] is set; setting it makes it so.
var has_display_name: bool = false


func _init(p_player_id: String = "", p_status: String = "online", p_text: String = "", p_details: Dictionary = {}, p_room_type: String = "", p_room_id: String = "") -> void:
	player_id = p_player_id
	status = p_status
	text = p_text
	details = p_details
	room_type = p_room_type
	room_id = p_room_id


## Sets [member display_name].
func set_display_name(new_value: String) -> void:
	display_name = new_value
	has_display_name = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not status in _STATUS_VALUES:
		return "status must be one of online, away, busy, reconnecting, offline."
	if details.size() > 8:
		return "details must have at most 8 entries."
	for _key in details:
		if _key.length() > 32:
			return "details must have keys of at most 32 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	values["status"] = status
	values["text"] = text
	values["details"] = details
	values["roomType"] = room_type
	values["roomId"] = room_id
	if has_display_name:
		values["displayName"] = display_name
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")
	status = GodwitFields.to_text(values.get("status"), "online")
	text = GodwitFields.to_text(values.get("text"), "")
	var details_entries: Dictionary = {}
	var details_source: Dictionary = GodwitFields.object_of(values, "details")
	for _key in details_source:
		details_entries[_key] = GodwitFields.to_text(details_source[_key], "")
	details = details_entries
	room_type = GodwitFields.to_text(values.get("roomType"), "")
	room_id = GodwitFields.to_text(values.get("roomId"), "")
	if values.get("displayName") != null:
		display_name = GodwitFields.to_text(values.get("displayName"), "")
		has_display_name = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_display_name:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(player_id)
	writer.put_index(_STATUS_VALUES.find(status), 5)
	writer.put_text(text)
	writer.put_varuint(details.size())
	for _key in details:
		writer.put_text(_key)
		var _item: String = details[_key]
		writer.put_text(_item)
	writer.put_text(room_type)
	writer.put_text(room_id)
	if has_display_name:
		writer.put_text(display_name)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	player_id = reader.get_text()
	if not reader.has(1):
		return
	status = _STATUS_VALUES[reader.get_index(5)]
	text = reader.get_text()
	var details_entries: Dictionary = {}
	for _index in range(reader.get_count(2)):
		var _key: String = reader.get_text()
		if not reader.is_new_key(details_entries, _key):
			return
		details_entries[_key] = reader.get_text()
	details = details_entries
	room_type = reader.get_text()
	room_id = reader.get_text()
	if (head & 1) != 0:
		display_name = reader.get_text()
		has_display_name = true
