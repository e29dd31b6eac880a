extends GodwitStruct
class_name GodwitContractDifference
## A difference between client and server.
##
## Generated from the contract; do not edit.

## The message's name, or the key of a step, such as "games/tag/tag.shared.ts#run".
var message: String = ""
## The field's name; empty when the whole message, or a step, differs.
var field: String = ""
## What differs, in words.
var text: String = ""
## Whether the message can no longer be used. In JSON additions are compatible; in binary every difference breaks.
var is_breaking: bool = false


func _init(p_message: String = "", p_field: String = "", p_text: String = "", p_is_breaking: bool = false) -> void:
	message = p_message
	field = p_field
	text = p_text
	is_breaking = p_is_breaking


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["message"] = message
	values["field"] = field
	values["text"] = text
	values["isBreaking"] = is_breaking
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	message = GodwitFields.to_text(values.get("message"), "")
	field = GodwitFields.to_text(values.get("field"), "")
	text = GodwitFields.to_text(values.get("text"), "")
	is_breaking = GodwitFields.to_bool(values.get("isBreaking"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_breaking:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(message)
	writer.put_text(field)
	writer.put_text(text)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	message = reader.get_text()
	field = reader.get_text()
	text = reader.get_text()
	is_breaking = (head & 1) != 0
