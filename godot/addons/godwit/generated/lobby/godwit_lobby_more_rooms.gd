class_name GodwitLobbyMoreRooms
extends GodwitMessage
## More of the rooms that existed when you subscribed. You may know one already: this is its current state.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 306

## In order of creation.
var rooms: Array[GodwitLobbyRoom] = []
## False when more follow.
var is_complete: bool = false


func _init(p_rooms: Array[GodwitLobbyRoom] = [], p_is_complete: bool = false) -> void:
	super(TYPE)
	rooms = p_rooms
	is_complete = p_is_complete


## How a request that is answered by [GodwitLobbyMoreRooms] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitLobbyMoreRooms


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitLobbyMoreRooms


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
	var rooms_items: Array[GodwitLobbyRoom] = []
	for _value: Variant in GodwitFields.list_of(values, "rooms"):
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
	var rooms_items: Array[GodwitLobbyRoom] = []
	for _index in range(reader.get_count(11)):
		var _item := GodwitLobbyRoom.new()
		_item.read(reader)
		if reader.failed:
			return
		rooms_items.append(_item)
	rooms = rooms_items
	is_complete = (head & 1) != 0
