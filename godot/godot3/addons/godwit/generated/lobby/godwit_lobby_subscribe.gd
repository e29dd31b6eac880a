extends GodwitMessage
class_name GodwitLobbySubscribe
## Subscribes to the room list: first its current state, then the changes. Subscribing again starts over.
##
## The server answers with [GodwitLobbySubscribed].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 304

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
	writer.put_bits(head, 5)
	if has_room_types:
		writer.put_varuint(room_types.size())
		for _item in room_types:
			writer.put_text(_item)
	if has_metadata:
		writer.put_json(metadata)
	if has_text:
		writer.put_text(text)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(5)
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
