class_name GodwitLobbyListed
extends GodwitMessage
## A page of the room list.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 303

## Oldest first.
var rooms: Array[GodwitLobbyRoom] = []
## Pass as `cursor` in the next request; absent on the last page. (0 to; optional)
var next: int = 0:
	set(new_value):
		next = new_value
		has_next = true
## True when [member next] is set; setting it makes it so.
var has_next: bool = false


func _init(p_rooms: Array[GodwitLobbyRoom] = []) -> void:
	super(TYPE)
	rooms = p_rooms


## How a request that is answered by [GodwitLobbyListed] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitLobbyListed


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitLobbyListed


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in rooms:
		var rooms_problem: String = _item.check()
		if rooms_problem != "":
			return "rooms: " + rooms_problem
	if has_next:
		if next < 0:
			return "next must not be less than 0."
		if next > 9007199254740991:
			return "next must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var rooms_values: Array = []
	for _item in rooms:
		rooms_values.append(_item.to_fields())
	values["rooms"] = rooms_values
	if has_next:
		values["next"] = next
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var rooms_items: Array[GodwitLobbyRoom] = []
	for _value: Variant in GodwitFields.list_of(values, "rooms"):
		var _item := GodwitLobbyRoom.new()
		_item.read_fields(GodwitFields.to_object(_value))
		rooms_items.append(_item)
	rooms = rooms_items
	if values.get("next") != null:
		next = GodwitFields.to_int(values.get("next"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_next:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_varuint(rooms.size())
	for _item in rooms:
		_item.write(writer)
	if has_next:
		writer.put_varuint(next)


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
	if (head & 1) != 0:
		next = reader.get_varuint()
