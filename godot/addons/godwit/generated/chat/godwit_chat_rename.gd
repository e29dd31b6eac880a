class_name GodwitChatRename
extends GodwitMessage
## Sets your name in your room, your party and your conversations.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 212

## 1 to 24 characters. (1 to 24 characters; one line of visible characters)
var name_: String = ""


func _init(p_name_: String = "") -> void:
	super(TYPE)
	name_ = p_name_


## How a request that is answered by [GodwitChatRename] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatRename


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatRename


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
	values["name"] = name_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	name_ = GodwitFields.to_text(values.get("name"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(name_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	name_ = reader.get_text()
