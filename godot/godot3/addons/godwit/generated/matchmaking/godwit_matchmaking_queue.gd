extends GodwitStruct
class_name GodwitMatchmakingQueue
## A queue that players can join.
##
## Generated from the contract; do not edit.

## The name used in MatchmakingEnqueueDto.
var name_: String = ""
## Minimum players in a match. (1 to)
var min_players: int = 0
## Players in a full match. (1 to)
var max_players: int = 0
## Number of teams in a match. (1 to)
var team_count: int = 0
## Maximum size of a party. (1 to)
var max_party_size: int = 0
## Number of players waiting. (0 to)
var waiting: int = 0


func _init(p_name_: String = "", p_min_players: int = 0, p_max_players: int = 0, p_team_count: int = 0, p_max_party_size: int = 0, p_waiting: int = 0) -> void:
	name_ = p_name_
	min_players = p_min_players
	max_players = p_max_players
	team_count = p_team_count
	max_party_size = p_max_party_size
	waiting = p_waiting


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if min_players < 1:
		return "minPlayers must not be less than 1."
	if min_players > 9007199254740991:
		return "minPlayers must not be greater than 9007199254740991."
	if max_players < 1:
		return "maxPlayers must not be less than 1."
	if max_players > 9007199254740991:
		return "maxPlayers must not be greater than 9007199254740991."
	if team_count < 1:
		return "teamCount must not be less than 1."
	if team_count > 9007199254740991:
		return "teamCount must not be greater than 9007199254740991."
	if max_party_size < 1:
		return "maxPartySize must not be less than 1."
	if max_party_size > 9007199254740991:
		return "maxPartySize must not be greater than 9007199254740991."
	if waiting < 0:
		return "waiting must not be less than 0."
	if waiting > 9007199254740991:
		return "waiting must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["name"] = name_
	values["minPlayers"] = min_players
	values["maxPlayers"] = max_players
	values["teamCount"] = team_count
	values["maxPartySize"] = max_party_size
	values["waiting"] = waiting
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	name_ = GodwitFields.to_text(values.get("name"), "")
	min_players = GodwitFields.to_int(values.get("minPlayers"), 0)
	max_players = GodwitFields.to_int(values.get("maxPlayers"), 0)
	team_count = GodwitFields.to_int(values.get("teamCount"), 0)
	max_party_size = GodwitFields.to_int(values.get("maxPartySize"), 0)
	waiting = GodwitFields.to_int(values.get("waiting"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(name_)
	writer.put_varuint(min_players)
	writer.put_varuint(max_players)
	writer.put_varuint(team_count)
	writer.put_varuint(max_party_size)
	writer.put_varuint(waiting)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	name_ = reader.get_text()
	min_players = reader.get_varuint()
	max_players = reader.get_varuint()
	team_count = reader.get_varuint()
	max_party_size = reader.get_varuint()
	waiting = reader.get_varuint()
