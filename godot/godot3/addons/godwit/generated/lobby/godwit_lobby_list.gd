extends GodwitMessage
class_name GodwitLobbyList
## Requests a page of the room list.
##
## The server answers with [GodwitLobbyListed].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 302

## Only rooms of these types; absent: of all types. (1 to 16 items; 1 to 64 characters; optional)
var room_types: Array = [] setget set_room_types
## True when [member room_types] is set; setting it makes it so.
var has_room_types: bool = false
## Only rooms with exactly these values in their metadata; same limits as a room's own metadata. (optional)
var metadata: Dictionary = {} setget set_metadata
## True when [member metadata] is set; setting it makes it so.
var has_metadata: bool = false
## True for only rooms that are not locked and have a free seat. (optional)
var has_seats: bool = false setget set_has_seats
## True when [member has_seats] is set; setting it makes it so.
var has_has_seats: bool = false
## Only rooms whose type, host's name or metadata contain this; case-insensitive. (1 to 64 characters; optional)
var text: String = "" setget set_text
## True when [member text] is set; setting it makes it so.
var has_text: bool = false
## Maximum number of rooms; absent: 50. A page may be shorter even if another follows. (1 to 100; optional)
var limit: int = 0 setget set_limit
## True when [member limit] is set; setting it makes it so.
var has_limit: bool = false
## Where to continue: `next` of the previous page. (0 to 9007199254740991; optional)
var cursor: int = 0 setget set_cursor
## True when [member cursor] is set; setting it makes it so.
var has_cursor: bool = false


func _init().(TYPE) -> void:
	pass


## Sets [member room_types].
func set_room_types(new_value: Array) -> void:
	room_types = new_value
	has_room_types = true


## Sets [member metadata].
func set_metadata(new_value: Dictionary) -> void:
	metadata = new_value
	has_metadata = true


## Sets [member has_seats].
func set_has_seats(new_value: bool) -> void:
	has_seats = new_value
	has_has_seats = true


## Sets [member text].
func set_text(new_value: String) -> void:
	text = new_value
	has_text = true


## Sets [member limit].
func set_limit(new_value: int) -> void:
	limit = new_value
	has_limit = true


## Sets [member cursor].
func set_cursor(new_value: int) -> void:
	cursor = new_value
	has_cursor = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_room_types:
		if room_types.size() < 1:
			return "roomTypes must have at least 1 items."
		if room_types.size() > 16:
			return "roomTypes must have at most 16 items."
		for _item in room_types:
			if _item.length() < 1:
				return "roomTypes must have at least 1 characters."
			if _item.length() > 64:
				return "roomTypes must have at most 64 characters."
	if has_metadata:
		var metadata_problem: String = GodwitUntyped.json_problem(metadata)
		if metadata_problem != "":
			return "metadata " + metadata_problem + "."
	if has_text:
		if text.length() < 1:
			return "text must have at least 1 characters."
		if text.length() > 64:
			return "text must have at most 64 characters."
	if has_limit:
		if limit < 1:
			return "limit must not be less than 1."
		if limit > 100:
			return "limit must not be greater than 100."
	if has_cursor:
		if cursor < 0:
			return "cursor must not be less than 0."
		if cursor > 9007199254740991:
			return "cursor must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_room_types:
		values["roomTypes"] = room_types
	if has_metadata:
		values["metadata"] = metadata
	if has_has_seats:
		values["hasSeats"] = has_seats
	if has_text:
		values["text"] = text
	if has_limit:
		values["limit"] = limit
	if has_cursor:
		values["cursor"] = cursor
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("roomTypes") != null:
		var room_types_items: Array = []
		for _value in GodwitFields.list_of(values, "roomTypes"):
			room_types_items.append(GodwitFields.to_text(_value, ""))
		room_types = room_types_items
		has_room_types = true
	if values.get("metadata") != null:
		metadata = GodwitFields.to_object(values.get("metadata"))
		has_metadata = true
	if values.get("hasSeats") != null:
		has_seats = GodwitFields.to_bool(values.get("hasSeats"), false)
		has_has_seats = true
	if values.get("text") != null:
		text = GodwitFields.to_text(values.get("text"), "")
		has_text = true
	if values.get("limit") != null:
		limit = GodwitFields.to_int(values.get("limit"), 0)
		has_limit = true
	if values.get("cursor") != null:
		cursor = GodwitFields.to_int(values.get("cursor"), 0)
		has_cursor = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_room_types:
		head |= 1
	if has_metadata:
		head |= 2
	if has_has_seats:
		head |= 4
	if has_has_seats and has_seats:
		head |= 8
	if has_text:
		head |= 16
	if has_limit:
		head |= 32
	if has_cursor:
		head |= 64
	writer.put_bits(head, 7)
	var stream: StreamPeerBuffer = writer.stream
	if has_room_types:
		writer.put_varuint(room_types.size())
		for _item in room_types:
			writer.put_text(_item)
	if has_metadata:
		writer.put_json(metadata)
	if has_text:
		writer.put_text(text)
	if has_limit:
		stream.put_u8(limit)
	if has_cursor:
		writer.put_varuint(cursor)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(7)
	var stream: StreamPeerBuffer = reader.stream
	if (head & 1) != 0:
		var room_types_items: Array = []
		for _index in range(reader.get_count(1)):
			room_types_items.append(reader.get_text())
		room_types = room_types_items
		has_room_types = true
	if (head & 2) != 0:
		metadata = reader.get_json()
		has_metadata = true
	if (head & 4) != 0:
		has_seats = (head & 8) != 0
		has_has_seats = true
	if (head & 16) != 0:
		text = reader.get_text()
		has_text = true
	if (head & 32) != 0:
		if not reader.has(1):
			return
		limit = stream.get_u8()
		has_limit = true
	if (head & 64) != 0:
		cursor = reader.get_varuint()
		has_cursor = true
