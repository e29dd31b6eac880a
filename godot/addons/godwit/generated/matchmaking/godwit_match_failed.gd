class_name GodwitMatchFailed
extends GodwitMessage
## The match's room could not be opened, or did not let you in. Your ticket has left the queue.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 342

## The match. (1 to)
var match_id: int = 0
## The error code, e.g. "room.too_many".
var code: String = ""
## The error text.
var text: String = ""


func _init(p_match_id: int = 0, p_code: String = "", p_text: String = "") -> void:
	super(TYPE)
	match_id = p_match_id
	code = p_code
	text = p_text


## How a request that is answered by [GodwitMatchFailed] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitMatchFailed


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitMatchFailed


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if match_id < 1:
		return "matchId must not be less than 1."
	if match_id > 9007199254740991:
		return "matchId must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["matchId"] = match_id
	values["code"] = code
	values["text"] = text
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	match_id = GodwitFields.to_int(values.get("matchId"), 0)
	code = GodwitFields.to_text(values.get("code"), "")
	text = GodwitFields.to_text(values.get("text"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(match_id)
	writer.put_text(code)
	writer.put_text(text)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	match_id = reader.get_varuint()
	code = reader.get_text()
	text = reader.get_text()
