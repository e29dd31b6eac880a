extends GodwitMessage
class_name GodwitRoomMemberLeft
## Somebody left, or did not come back in time.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 55

## The member's session id.
var id: String = ""


func _init(p_id: String = "").(TYPE) -> void:
	id = p_id


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	id = reader.get_text()
