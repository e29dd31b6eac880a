class_name GodwitMatchAccepted
extends GodwitMessage
## A player has accepted a proposed match; sent to all of its players, including that one.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 339

## The match. (1 to)
var match_id: int = 0
## How many players have to accept it. (1 to)
var players: int = 0
## How many of them have accepted. (0 to)
var accepted: int = 0


func _init(p_match_id: int = 0, p_players: int = 0, p_accepted: int = 0) -> void:
	super(TYPE)
	match_id = p_match_id
	players = p_players
	accepted = p_accepted


## How a request that is answered by [GodwitMatchAccepted] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitMatchAccepted


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitMatchAccepted


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if match_id < 1:
		return "matchId must not be less than 1."
	if match_id > 9007199254740991:
		return "matchId must not be greater than 9007199254740991."
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
	values["players"] = players
	values["accepted"] = accepted
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	match_id = GodwitFields.to_int(values.get("matchId"), 0)
	players = GodwitFields.to_int(values.get("players"), 0)
	accepted = GodwitFields.to_int(values.get("accepted"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(match_id)
	writer.put_varuint(players)
	writer.put_varuint(accepted)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	match_id = reader.get_varuint()
	players = reader.get_varuint()
	accepted = reader.get_varuint()
