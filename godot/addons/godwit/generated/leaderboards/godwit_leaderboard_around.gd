class_name GodwitLeaderboardAround
extends GodwitMessage
## Requests a player's entry on a board, with those just above and below.
##
## The server answers with [GodwitLeaderboardAroundRead].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 164

## The field board.
var board: String = ""
## A past season's number; absent: the current one. (0 to 9007199254740991; optional)
var season: int = 0:
	set(new_value):
		season = new_value
		has_season = true
## True when [member season] is set; setting it makes it so.
var has_season: bool = false
## The player; absent: yourself. (optional)
var player_id: String = "":
	set(new_value):
		player_id = new_value
		has_player_id = true
## True when [member player_id] is set; setting it makes it so.
var has_player_id: bool = false
## Neighbours on either side; absent: 5. (0 to 50; optional)
var limit: int = 0:
	set(new_value):
		limit = new_value
		has_limit = true
## True when [member limit] is set; setting it makes it so.
var has_limit: bool = false


func _init(p_board: String = "") -> void:
	super(TYPE)
	board = p_board


## How a request that is answered by [GodwitLeaderboardAround] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitLeaderboardAround


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitLeaderboardAround


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_season:
		if season < 0:
			return "season must not be less than 0."
		if season > 9007199254740991:
			return "season must not be greater than 9007199254740991."
	if has_limit:
		if limit < 0:
			return "limit must not be less than 0."
		if limit > 50:
			return "limit must not be greater than 50."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["board"] = board
	if has_season:
		values["season"] = season
	if has_player_id:
		values["playerId"] = player_id
	if has_limit:
		values["limit"] = limit
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	board = GodwitFields.to_text(values.get("board"), "")
	if values.get("season") != null:
		season = GodwitFields.to_int(values.get("season"), 0)
	if values.get("playerId") != null:
		player_id = GodwitFields.to_text(values.get("playerId"), "")
	if values.get("limit") != null:
		limit = GodwitFields.to_int(values.get("limit"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_season:
		head |= 1
	if has_player_id:
		head |= 2
	if has_limit:
		head |= 4
	writer.put_bits(head, 3)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(board)
	if has_season:
		writer.put_varuint(season)
	if has_player_id:
		writer.put_text(player_id)
	if has_limit:
		stream.put_u8(limit)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	var stream: StreamPeerBuffer = reader.stream
	board = reader.get_text()
	if (head & 1) != 0:
		season = reader.get_varuint()
	if (head & 2) != 0:
		player_id = reader.get_text()
	if (head & 4) != 0:
		if not reader.has(1):
			return
		limit = stream.get_u8()
