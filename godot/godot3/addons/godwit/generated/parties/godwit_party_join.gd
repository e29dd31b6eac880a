extends GodwitMessage
class_name GodwitPartyJoin
## Joins an open party by its code.
##
## The server answers with [GodwitPartyJoined].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 251

## The party's code, case-insensitive; spaces and hyphens are ignored.
var code: String = ""
## The name you want, 1 to 24 characters. (1 to 24 characters; one line of visible characters)
var name_: String = ""


func _init(p_code: String = "", p_name_: String = "").(TYPE) -> void:
	code = p_code
	name_ = p_name_


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if name_.length() < 1:
		return "name must have at least 1 characters."
	if name_.length() > 24:
		return "name must have at most 24 characters."
	var name__problem: String = GodwitText.name_problem(name_)
	if name__problem != "":
		return "name " + name__problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["code"] = code
	values["name"] = name_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	code = GodwitFields.to_text(values.get("code"), "")
	name_ = GodwitFields.to_text(values.get("name"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(code)
	writer.put_text(name_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	code = reader.get_text()
	name_ = reader.get_text()
