class_name GodwitPartyMemberLeft
extends GodwitMessage
## Somebody is no longer a member of your party.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 271

const _REASON_VALUES := ["left", "kicked", "lost", "moved", "disbanded"]

## The former member's session id.
var member_id: String = ""
## Why.
var reason: String = "left"


func _init(p_member_id: String = "", p_reason: String = "left") -> void:
	super(TYPE)
	member_id = p_member_id
	reason = p_reason


## How a request that is answered by [GodwitPartyMemberLeft] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartyMemberLeft


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartyMemberLeft


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not reason in _REASON_VALUES:
		return "reason must be one of left, kicked, lost, moved, disbanded."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["memberId"] = member_id
	values["reason"] = reason
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	member_id = GodwitFields.to_text(values.get("memberId"), "")
	reason = GodwitFields.to_text(values.get("reason"), "left")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(member_id)
	writer.put_index(_REASON_VALUES.find(reason), 5)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	member_id = reader.get_text()
	if not reader.has(1):
		return
	reason = _REASON_VALUES[reader.get_index(5)]
