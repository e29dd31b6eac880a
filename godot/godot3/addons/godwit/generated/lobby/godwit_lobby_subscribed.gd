extends GodwitMessage
class_name GodwitLobbySubscribed
## The beginning of the room list, the answer to LobbySubscribe. It is sent again, unasked, when the list has to
## start over, such as after a reconnect; discard the rooms you had.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 305

## The first rooms, oldest first.
var rooms: Array = []
## False when LobbyMoreRooms follows.
var is_complete: bool = false


func _init(p_rooms: Array = [], p_is_complete: bool = false).(TYPE) -> void:
	rooms = p_rooms
	is_complete = p_is_complete


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in rooms:
		var rooms_problem: String = _item.check()
		if rooms_problem != "":
			return "rooms: " + rooms_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var rooms_values: Array = []
	for _item in rooms:
		rooms_values.append(_item.to_fields())
	values["rooms"] = rooms_values
	values["isComplete"] = is_complete
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var rooms_items: Array = []
	for _value in GodwitFields.list_of(values, "rooms"):
		var _item := GodwitLobbyRoom.new()
		_item.read_fields(GodwitFields.to_object(_value))
		rooms_items.append(_item)
	rooms = rooms_items
	is_complete = GodwitFields.to_bool(values.get("isComplete"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_complete:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_varuint(rooms.size())
	for _item in rooms:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var rooms_items: Array = []
	for _index in range(reader.get_count(11)):
		var _item := GodwitLobbyRoom.new()
		_item.read(reader)
		if reader.failed:
			return
		rooms_items.append(_item)
	rooms = rooms_items
	is_complete = (head & 1) != 0
