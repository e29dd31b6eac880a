extends GodwitStruct
class_name GodwitFieldIssue
## One broken rule of one field. Contains nothing that the client sent.
##
## Generated from the contract; do not edit.

## Path of the field, e.g. "items.0.name"; empty for the message itself.
var field: String = ""
## The rule's name, e.g. "isInt".
var rule: String = ""
## The rule in words.
var text: String = ""


func _init(p_field: String = "", p_rule: String = "", p_text: String = "") -> void:
	field = p_field
	rule = p_rule
	text = p_text


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["field"] = field
	values["rule"] = rule
	values["text"] = text
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	field = GodwitFields.to_text(values.get("field"), "")
	rule = GodwitFields.to_text(values.get("rule"), "")
	text = GodwitFields.to_text(values.get("text"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(field)
	writer.put_text(rule)
	writer.put_text(text)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	field = reader.get_text()
	rule = reader.get_text()
	text = reader.get_text()
