class_name GodwitRoomLeft
extends GodwitMessage
## You are not in the room any more, and did not ask for it.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 53

## The room's id.
var room_id: String = ""
## Why, an error code, e.g. "room.kicked".
var code: String = ""
## The code in words.
var text: String = ""


func _init(p_room_id: String = "", p_code: String = "", p_text: String = "") -> void:
	super(TYPE)
	room_id = p_room_id
	code = p_code
	text = p_text


## How a request that is answered by [GodwitRoomLeft] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRoomLeft


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRoomLeft


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["roomId"] = room_id
	values["code"] = code
	values["text"] = text
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	room_id = GodwitFields.to_text(values.get("roomId"), "")
	code = GodwitFields.to_text(values.get("code"), "")
	text = GodwitFields.to_text(values.get("text"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(room_id)
	writer.put_text(code)
	writer.put_text(text)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	room_id = reader.get_text()
	code = reader.get_text()
	text = reader.get_text()
