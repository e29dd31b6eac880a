class_name GodwitPartyKick
extends GodwitMessage
## Kicks a member, who can only come back by invitation. Leader only.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 256

## The member's session id. (0 to 64 characters)
var member_id: String = ""


func _init(p_member_id: String = "") -> void:
	super(TYPE)
	member_id = p_member_id


## How a request that is answered by [GodwitPartyKick] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartyKick


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartyKick


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if member_id.length() > 64:
		return "memberId must have at most 64 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["memberId"] = member_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	member_id = GodwitFields.to_text(values.get("memberId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(member_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	member_id = reader.get_text()
