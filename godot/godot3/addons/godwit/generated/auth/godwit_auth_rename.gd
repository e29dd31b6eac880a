extends GodwitMessage
class_name GodwitAuthRename
## Changes your name as others see it. Names need not be unique.
##
## The server answers with [GodwitAuthAccountRead].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 122

## 1 to 32 characters. (1 to 32 characters; one line of visible characters)
var display_name: String = ""


func _init(p_display_name: String = "").(TYPE) -> void:
	display_name = p_display_name


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if display_name.length() < 1:
		return "displayName must have at least 1 characters."
	if display_name.length() > 32:
		return "displayName must have at most 32 characters."
	var display_name_problem: String = GodwitText.name_problem(display_name)
	if display_name_problem != "":
		return "displayName " + display_name_problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["displayName"] = display_name
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	display_name = GodwitFields.to_text(values.get("displayName"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(display_name)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	display_name = reader.get_text()
