class_name GodwitMatchmakingCancelled
extends GodwitMessage
## Your ticket was cancelled. The player who cancelled it gets the reply to that request instead.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 335

const _REASON_VALUES := ["cancelled", "party_changed", "joined_room", "lost", "withdrawn"]

## The ticket.
var ticket_id: String = ""
## Why.
var reason: String = "cancelled"
## The session id of the player who caused it; your own if the server cancelled it.
var by_id: String = ""


func _init(p_ticket_id: String = "", p_reason: String = "cancelled", p_by_id: String = "") -> void:
	super(TYPE)
	ticket_id = p_ticket_id
	reason = p_reason
	by_id = p_by_id


## How a request that is answered by [GodwitMatchmakingCancelled] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitMatchmakingCancelled


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitMatchmakingCancelled


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not reason in _REASON_VALUES:
		return "reason must be one of cancelled, party_changed, joined_room, lost, withdrawn."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["ticketId"] = ticket_id
	values["reason"] = reason
	values["byId"] = by_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	ticket_id = GodwitFields.to_text(values.get("ticketId"), "")
	reason = GodwitFields.to_text(values.get("reason"), "cancelled")
	by_id = GodwitFields.to_text(values.get("byId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(ticket_id)
	writer.put_index(_REASON_VALUES.find(reason), 5)
	writer.put_text(by_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	ticket_id = reader.get_text()
	if not reader.has(1):
		return
	reason = _REASON_VALUES[reader.get_index(5)]
	by_id = reader.get_text()
