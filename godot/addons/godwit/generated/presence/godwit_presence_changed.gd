class_name GodwitPresenceChanged
extends GodwitMessage
## Something about a player you follow has changed; absent fields are unchanged.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 290

const _STATUS_VALUES := ["online", "away", "busy", "reconnecting", "offline"]

## The player id.
var player_id: String = ""
## The player's status. (optional)
var status: String = "online":
	set(new_value):
		status = new_value
		has_status = true
## True when [member status] is set; setting it makes it so.
var has_status: bool = false
## What the player is doing, as a sentence to show. (optional)
var text: String = "":
	set(new_value):
		text = new_value
		has_text = true
## True when [member text] is set; setting it makes it so.
var has_text: bool = false
## What the player is doing, for the game to read: the complete details, replacing the old ones. ([String] to
## [String]; 0 to 8 entries; optional)
var details: Dictionary = {}:
	set(new_value):
		details = new_value
		has_details = true
## True when [member details] is set; setting it makes it so.
var has_details: bool = false
## The type of the player's room; empty when in none, or when the player hides it. (optional)
var room_type: String = "":
	set(new_value):
		room_type = new_value
		has_room_type = true
## True when [member room_type] is set; setting it makes it so.
var has_room_type: bool = false
## The id of that room, or empty. (optional)
var room_id: String = "":
	set(new_value):
		room_id = new_value
		has_room_id = true
## True when [member room_id] is set; setting it makes it so.
var has_room_id: bool = false
## The player's name; empty when erased. (optional)
var display_name: String = "":
	set(new_value):
		display_name = new_value
		has_display_name = true
## True when [member display_name] is set; setting it makes it so.
var has_display_name: bool = false


func _init(p_player_id: String = "") -> void:
	super(TYPE)
	player_id = p_player_id


## How a request that is answered by [GodwitPresenceChanged] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPresenceChanged


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPresenceChanged


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_status:
		if not status in _STATUS_VALUES:
			return "status must be one of online, away, busy, reconnecting, offline."
	if has_details:
		if details.size() > 8:
			return "details must have at most 8 entries."
		for _key: String in details:
			if _key.length() > 32:
				return "details must have keys of at most 32 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	if has_status:
		values["status"] = status
	if has_text:
		values["text"] = text
	if has_details:
		values["details"] = details
	if has_room_type:
		values["roomType"] = room_type
	if has_room_id:
		values["roomId"] = room_id
	if has_display_name:
		values["displayName"] = display_name
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")
	if values.get("status") != null:
		status = GodwitFields.to_text(values.get("status"), "online")
	if values.get("text") != null:
		text = GodwitFields.to_text(values.get("text"), "")
	if values.get("details") != null:
		var details_entries: Dictionary = {}
		var details_source: Dictionary = GodwitFields.object_of(values, "details")
		for _key: String in details_source:
			details_entries[_key] = GodwitFields.to_text(details_source[_key], "")
		details = details_entries
	if values.get("roomType") != null:
		room_type = GodwitFields.to_text(values.get("roomType"), "")
	if values.get("roomId") != null:
		room_id = GodwitFields.to_text(values.get("roomId"), "")
	if values.get("displayName") != null:
		display_name = GodwitFields.to_text(values.get("displayName"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_status:
		head |= 1
	if has_text:
		head |= 2
	if has_details:
		head |= 4
	if has_room_type:
		head |= 8
	if has_room_id:
		head |= 16
	if has_display_name:
		head |= 32
	writer.put_bits(head, 6)
	writer.put_text(player_id)
	if has_status:
		writer.put_index(_STATUS_VALUES.find(status), 5)
	if has_text:
		writer.put_text(text)
	if has_details:
		writer.put_varuint(details.size())
		for _key: String in details:
			writer.put_text(_key)
			var _item: String = details[_key]
			writer.put_text(_item)
	if has_room_type:
		writer.put_text(room_type)
	if has_room_id:
		writer.put_text(room_id)
	if has_display_name:
		writer.put_text(display_name)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(6)
	player_id = reader.get_text()
	if (head & 1) != 0:
		if not reader.has(1):
			return
		status = _STATUS_VALUES[reader.get_index(5)]
	if (head & 2) != 0:
		text = reader.get_text()
	if (head & 4) != 0:
		var details_entries: Dictionary = {}
		for _index in range(reader.get_count(2)):
			var _key: String = reader.get_text()
			if not reader.is_new_key(details_entries, _key):
				return
			details_entries[_key] = reader.get_text()
		details = details_entries
	if (head & 8) != 0:
		room_type = reader.get_text()
	if (head & 16) != 0:
		room_id = reader.get_text()
	if (head & 32) != 0:
		display_name = reader.get_text()
