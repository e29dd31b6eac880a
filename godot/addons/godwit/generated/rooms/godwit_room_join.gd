class_name GodwitRoomJoin
extends GodwitMessage
## Joins a room by its id or its code.
##
## The server answers with [GodwitRoomJoined].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 50

## The room's id. Either this or `code`. (1 to 64 characters; optional)
var room_id: String = "":
	set(new_value):
		room_id = new_value
		has_room_id = true
## True when [member room_id] is set; setting it makes it so.
var has_room_id: bool = false
## The room's code; capital letters or small ones. (optional)
var code: String = "":
	set(new_value):
		code = new_value
		has_code = true
## True when [member code] is set; setting it makes it so.
var has_code: bool = false
## The password of a room that has one. (1 to 64 characters; optional)
var password: String = "":
	set(new_value):
		password = new_value
		has_password = true
## True when [member password] is set; setting it makes it so.
var has_password: bool = false
## A seat that was reserved for you. (1 to 64 characters; optional)
var seat: String = "":
	set(new_value):
		seat = new_value
		has_seat = true
## True when [member seat] is set; setting it makes it so.
var has_seat: bool = false
## How the others see you, 1 to 24 characters. (1 to 24 characters; one line of visible characters; optional)
var name_: String = "":
	set(new_value):
		name_ = new_value
		has_name_ = true
## True when [member name_] is set; setting it makes it so.
var has_name_: bool = false
## What the room's type wants to know of you: an object, checked by its rules. (optional)
var options: Dictionary = {}:
	set(new_value):
		options = new_value
		has_options = true
## True when [member options] is set; setting it makes it so.
var has_options: bool = false


func _init() -> void:
	super(TYPE)


## How a request that is answered by [GodwitRoomJoin] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRoomJoin


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRoomJoin


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_room_id:
		if room_id.length() < 1:
			return "roomId must have at least 1 characters."
		if room_id.length() > 64:
			return "roomId must have at most 64 characters."
	if has_password:
		if password.length() < 1:
			return "password must have at least 1 characters."
		if password.length() > 64:
			return "password must have at most 64 characters."
	if has_seat:
		if seat.length() < 1:
			return "seat must have at least 1 characters."
		if seat.length() > 64:
			return "seat must have at most 64 characters."
	if has_name_:
		if name_.length() < 1:
			return "name must have at least 1 characters."
		if name_.length() > 24:
			return "name must have at most 24 characters."
		var name__problem: String = GodwitText.name_problem(name_)
		if name__problem != "":
			return "name " + name__problem + "."
	if has_options:
		var options_problem: String = GodwitUntyped.json_problem(options)
		if options_problem != "":
			return "options " + options_problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_room_id:
		values["roomId"] = room_id
	if has_code:
		values["code"] = code
	if has_password:
		values["password"] = password
	if has_seat:
		values["seat"] = seat
	if has_name_:
		values["name"] = name_
	if has_options:
		values["options"] = options
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("roomId") != null:
		room_id = GodwitFields.to_text(values.get("roomId"), "")
	if values.get("code") != null:
		code = GodwitFields.to_text(values.get("code"), "")
	if values.get("password") != null:
		password = GodwitFields.to_text(values.get("password"), "")
	if values.get("seat") != null:
		seat = GodwitFields.to_text(values.get("seat"), "")
	if values.get("name") != null:
		name_ = GodwitFields.to_text(values.get("name"), "")
	if values.get("options") != null:
		options = GodwitFields.to_object(values.get("options"))


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_room_id:
		head |= 1
	if has_code:
		head |= 2
	if has_password:
		head |= 4
	if has_seat:
		head |= 8
	if has_name_:
		head |= 16
	if has_options:
		head |= 32
	writer.put_bits(head, 6)
	if has_room_id:
		writer.put_text(room_id)
	if has_code:
		writer.put_text(code)
	if has_password:
		writer.put_text(password)
	if has_seat:
		writer.put_text(seat)
	if has_name_:
		writer.put_text(name_)
	if has_options:
		writer.put_json(options)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(6)
	if (head & 1) != 0:
		room_id = reader.get_text()
	if (head & 2) != 0:
		code = reader.get_text()
	if (head & 4) != 0:
		password = reader.get_text()
	if (head & 8) != 0:
		seat = reader.get_text()
	if (head & 16) != 0:
		name_ = reader.get_text()
	if (head & 32) != 0:
		options = reader.get_json()
