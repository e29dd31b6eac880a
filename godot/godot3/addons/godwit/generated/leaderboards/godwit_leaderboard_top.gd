extends GodwitMessage
class_name GodwitLeaderboardTop
## Requests the top of a board, page by page.
##
## The server answers with [GodwitLeaderboardTopRead].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 162

## The field board.
var board: String = ""
## A past season's number; absent: the current one. (0 to 9007199254740991; optional)
var season: int = 0 setget set_season
## True when [member season] is set; setting it makes it so.
var has_season: bool = false
## The previous page's cursor; absent: start at rank 1. (optional)
var cursor: String = "" setget set_cursor
## True when [member cursor] is set; setting it makes it so.
var has_cursor: bool = false
## Maximum number of entries; absent: 20. (1 to 100; optional)
var limit: int = 0 setget set_limit
## True when [member limit] is set; setting it makes it so.
var has_limit: bool = false


func _init(p_board: String = "").(TYPE) -> void:
	board = p_board


## Sets [member season].
func set_season(new_value: int) -> void:
	season = new_value
	has_season = true


## Sets [member cursor].
func set_cursor(new_value: String) -> void:
	cursor = new_value
	has_cursor = true


## Sets [member limit].
func set_limit(new_value: int) -> void:
	limit = new_value
	has_limit = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_season:
		if season < 0:
			return "season must not be less than 0."
		if season > 9007199254740991:
			return "season must not be greater than 9007199254740991."
	if has_limit:
		if limit < 1:
			return "limit must not be less than 1."
		if limit > 100:
			return "limit must not be greater than 100."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["board"] = board
	if has_season:
		values["season"] = season
	if has_cursor:
		values["cursor"] = cursor
	if has_limit:
		values["limit"] = limit
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	board = GodwitFields.to_text(values.get("board"), "")
	if values.get("season") != null:
		season = GodwitFields.to_int(values.get("season"), 0)
		has_season = true
	if values.get("cursor") != null:
		cursor = GodwitFields.to_text(values.get("cursor"), "")
		has_cursor = true
	if values.get("limit") != null:
		limit = GodwitFields.to_int(values.get("limit"), 0)
		has_limit = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_season:
		head |= 1
	if has_cursor:
		head |= 2
	if has_limit:
		head |= 4
	writer.put_bits(head, 3)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(board)
	if has_season:
		writer.put_varuint(season)
	if has_cursor:
		writer.put_text(cursor)
	if has_limit:
		stream.put_u8(limit)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	var stream: StreamPeerBuffer = reader.stream
	board = reader.get_text()
	if (head & 1) != 0:
		season = reader.get_varuint()
		has_season = true
	if (head & 2) != 0:
		cursor = reader.get_text()
		has_cursor = true
	if (head & 4) != 0:
		if not reader.has(1):
			return
		limit = stream.get_u8()
		has_limit = true
