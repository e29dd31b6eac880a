extends GodwitMessage
class_name GodwitMatchDissolved
## The match was called off.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 340

const _REASON_VALUES := ["declined", "expired", "cancelled", "room_withdrawn", "player_lost"]

## The match. (1 to)
var match_id: int = 0
## Why.
var reason: String = "declined"
## True when your ticket is back in the queue with its waiting time intact; false when it has left the queue.
var is_waiting: bool = false


func _init(p_match_id: int = 0, p_reason: String = "declined", p_is_waiting: bool = false).(TYPE) -> void:
	match_id = p_match_id
	reason = p_reason
	is_waiting = p_is_waiting


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if match_id < 1:
		return "matchId must not be less than 1."
	if match_id > 9007199254740991:
		return "matchId must not be greater than 9007199254740991."
	if not reason in _REASON_VALUES:
		return "reason must be one of declined, expired, cancelled, room_withdrawn, player_lost."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["matchId"] = match_id
	values["reason"] = reason
	values["isWaiting"] = is_waiting
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	match_id = GodwitFields.to_int(values.get("matchId"), 0)
	reason = GodwitFields.to_text(values.get("reason"), "declined")
	is_waiting = GodwitFields.to_bool(values.get("isWaiting"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_waiting:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_varuint(match_id)
	writer.put_index(_REASON_VALUES.find(reason), 5)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	match_id = reader.get_varuint()
	if not reader.has(1):
		return
	reason = _REASON_VALUES[reader.get_index(5)]
	is_waiting = (head & 1) != 0
