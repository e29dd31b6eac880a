extends GodwitMessage
class_name GodwitMatchProposed
## A match was found: every player has to accept it before it starts.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 336

## The match's id, for MatchAcceptDto and MatchDeclineDto. (1 to)
var match_id: int = 0
## The queue's name.
var queue: String = ""
## How long you have to respond, in milliseconds from when this was sent. (0 to)
var answer_within_ms: int = 0
## The deadline for your response, server time in milliseconds since 1970. (0 to)
var deadline_ms: int = 0
## How many players have to accept it. (1 to)
var players: int = 0
## How many of them have accepted. (0 to)
var accepted: int = 0


func _init(p_match_id: int = 0, p_queue: String = "", p_answer_within_ms: int = 0, p_deadline_ms: int = 0, p_players: int = 0, p_accepted: int = 0).(TYPE) -> void:
	match_id = p_match_id
	queue = p_queue
	answer_within_ms = p_answer_within_ms
	deadline_ms = p_deadline_ms
	players = p_players
	accepted = p_accepted


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if match_id < 1:
		return "matchId must not be less than 1."
	if match_id > 9007199254740991:
		return "matchId must not be greater than 9007199254740991."
	if answer_within_ms < 0:
		return "answerWithinMs must not be less than 0."
	if answer_within_ms > 9007199254740991:
		return "answerWithinMs must not be greater than 9007199254740991."
	if deadline_ms < 0:
		return "deadlineMs must not be less than 0."
	if deadline_ms > 9007199254740991:
		return "deadlineMs must not be greater than 9007199254740991."
	if players < 1:
		return "players must not be less than 1."
	if players > 9007199254740991:
		return "players must not be greater than 9007199254740991."
	if accepted < 0:
		return "accepted must not be less than 0."
	if accepted > 9007199254740991:
		return "accepted must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["matchId"] = match_id
	values["queue"] = queue
	values["answerWithinMs"] = answer_within_ms
	values["deadlineMs"] = deadline_ms
	values["players"] = players
	values["accepted"] = accepted
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	match_id = GodwitFields.to_int(values.get("matchId"), 0)
	queue = GodwitFields.to_text(values.get("queue"), "")
	answer_within_ms = GodwitFields.to_int(values.get("answerWithinMs"), 0)
	deadline_ms = GodwitFields.to_int(values.get("deadlineMs"), 0)
	players = GodwitFields.to_int(values.get("players"), 0)
	accepted = GodwitFields.to_int(values.get("accepted"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(match_id)
	writer.put_text(queue)
	writer.put_varuint(answer_within_ms)
	writer.put_varuint(deadline_ms)
	writer.put_varuint(players)
	writer.put_varuint(accepted)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	match_id = reader.get_varuint()
	queue = reader.get_text()
	answer_within_ms = reader.get_varuint()
	deadline_ms = reader.get_varuint()
	players = reader.get_varuint()
	accepted = reader.get_varuint()
