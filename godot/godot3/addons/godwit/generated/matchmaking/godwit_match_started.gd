extends GodwitMessage
class_name GodwitMatchStarted
## The match starts. RoomJoined follows on its own: the server puts you into the room.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 341

## The match. (1 to)
var match_id: int = 0
## The queue's name.
var queue: String = ""
## The room you are joining.
var room_id: String = ""
## Whether the room is already running, and you fill one of its free seats.
var is_backfill: bool = false
## Your team, an index into `teams`. (0 to)
var team: int = 0
## All teams.
var teams: Array = []


func _init(p_match_id: int = 0, p_queue: String = "", p_room_id: String = "", p_is_backfill: bool = false, p_team: int = 0, p_teams: Array = []).(TYPE) -> void:
	match_id = p_match_id
	queue = p_queue
	room_id = p_room_id
	is_backfill = p_is_backfill
	team = p_team
	teams = p_teams


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if match_id < 1:
		return "matchId must not be less than 1."
	if match_id > 9007199254740991:
		return "matchId must not be greater than 9007199254740991."
	if team < 0:
		return "team must not be less than 0."
	if team > 9007199254740991:
		return "team must not be greater than 9007199254740991."
	for _item in teams:
		var teams_problem: String = _item.check()
		if teams_problem != "":
			return "teams: " + teams_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["matchId"] = match_id
	values["queue"] = queue
	values["roomId"] = room_id
	values["isBackfill"] = is_backfill
	values["team"] = team
	var teams_values: Array = []
	for _item in teams:
		teams_values.append(_item.to_fields())
	values["teams"] = teams_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	match_id = GodwitFields.to_int(values.get("matchId"), 0)
	queue = GodwitFields.to_text(values.get("queue"), "")
	room_id = GodwitFields.to_text(values.get("roomId"), "")
	is_backfill = GodwitFields.to_bool(values.get("isBackfill"), false)
	team = GodwitFields.to_int(values.get("team"), 0)
	var teams_items: Array = []
	for _value in GodwitFields.list_of(values, "teams"):
		var _item := GodwitMatchTeam.new()
		_item.read_fields(GodwitFields.to_object(_value))
		teams_items.append(_item)
	teams = teams_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_backfill:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_varuint(match_id)
	writer.put_text(queue)
	writer.put_text(room_id)
	writer.put_varuint(team)
	writer.put_varuint(teams.size())
	for _item in teams:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	match_id = reader.get_varuint()
	queue = reader.get_text()
	room_id = reader.get_text()
	is_backfill = (head & 1) != 0
	team = reader.get_varuint()
	var teams_items: Array = []
	for _index in range(reader.get_count(2)):
		var _item := GodwitMatchTeam.new()
		_item.read(reader)
		if reader.failed:
			return
		teams_items.append(_item)
	teams = teams_items
