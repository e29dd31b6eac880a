extends GodwitMessage
class_name GodwitChatJoin
## Joins a named channel, which exists as long as it has members. Joining again changes your name. The channels of
## your room and your party are joined automatically.
##
## The server answers with [GodwitChatJoined].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 200

## 1 to 32 lower-case letters, digits, "-" and "_".
var channel: String = ""
## The name you want, 1 to 24 characters. (1 to 24 characters; one line of visible characters)
var name_: String = ""


func _init(p_channel: String = "", p_name_: String = "").(TYPE) -> void:
	channel = p_channel
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
	values["channel"] = channel
	values["name"] = name_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	name_ = GodwitFields.to_text(values.get("name"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	writer.put_text(name_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	name_ = reader.get_text()
