extends GodwitMessage
class_name GodwitPartyMemberStatusChanged
## A member changed between ready and not ready, or disconnected or came back.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 272

## The member's session id.
var member_id: String = ""
## Whether the member is ready.
var is_ready: bool = false
## Whether the member is disconnected; the seat is held for a while.
var is_away: bool = false


func _init(p_member_id: String = "", p_is_ready: bool = false, p_is_away: bool = false).(TYPE) -> void:
	member_id = p_member_id
	is_ready = p_is_ready
	is_away = p_is_away


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["memberId"] = member_id
	values["isReady"] = is_ready
	values["isAway"] = is_away
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	member_id = GodwitFields.to_text(values.get("memberId"), "")
	is_ready = GodwitFields.to_bool(values.get("isReady"), false)
	is_away = GodwitFields.to_bool(values.get("isAway"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_ready:
		head |= 1
	if is_away:
		head |= 2
	writer.put_bits(head, 2)
	writer.put_text(member_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	member_id = reader.get_text()
	is_ready = (head & 1) != 0
	is_away = (head & 2) != 0
