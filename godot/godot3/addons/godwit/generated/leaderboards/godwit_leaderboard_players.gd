extends GodwitMessage
class_name GodwitLeaderboardPlayers
## Requests the entries of some players, such as a team.
##
## The server answers with [GodwitLeaderboardPlayersRead].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 166

## The field board.
var board: String = ""
## A past season's number; absent: the current one. (0 to 9007199254740991; optional)
var season: int = 0 setget set_season
## True when [member season] is set; setting it makes it so.
var has_season: bool = false
## 1 to 32 player ids. (1 to 32 items)
var player_ids: Array = []


func _init(p_board: String = "", p_player_ids: Array = []).(TYPE) -> void:
	board = p_board
	player_ids = p_player_ids


## Sets [member season].
func set_season(new_value: int) -> void:
	season = new_value
	has_season = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_season:
		if season < 0:
			return "season must not be less than 0."
		if season > 9007199254740991:
			return "season must not be greater than 9007199254740991."
	if player_ids.size() < 1:
		return "playerIds must have at least 1 items."
	if player_ids.size() > 32:
		return "playerIds must have at most 32 items."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["board"] = board
	if has_season:
		values["season"] = season
	values["playerIds"] = player_ids
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	board = GodwitFields.to_text(values.get("board"), "")
	if values.get("season") != null:
		season = GodwitFields.to_int(values.get("season"), 0)
		has_season = true
	var player_ids_items: Array = []
	for _value in GodwitFields.list_of(values, "playerIds"):
		player_ids_items.append(GodwitFields.to_text(_value, ""))
	player_ids = player_ids_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_season:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(board)
	if has_season:
		writer.put_varuint(season)
	writer.put_varuint(player_ids.size())
	for _item in player_ids:
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	board = reader.get_text()
	if (head & 1) != 0:
		season = reader.get_varuint()
		has_season = true
	var player_ids_items: Array = []
	for _index in range(reader.get_count(1)):
		player_ids_items.append(reader.get_text())
	player_ids = player_ids_items
