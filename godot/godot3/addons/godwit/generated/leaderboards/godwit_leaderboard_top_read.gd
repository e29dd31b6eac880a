extends GodwitMessage
class_name GodwitLeaderboardTopRead
## A page of a board.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 163

## The field board.
var board: String = ""
## When the season started, in seconds since 1970; 0 on a board without resets. (0 to)
var season: int = 0
## Best first.
var entries: Array = []
## Pass as `cursor` in the next request; absent on the last page. (optional)
var cursor: String = "" setget set_cursor
## True when [member cursor] is set; setting it makes it so.
var has_cursor: bool = false


func _init(p_board: String = "", p_season: int = 0, p_entries: Array = []).(TYPE) -> void:
	board = p_board
	season = p_season
	entries = p_entries


## Sets [member cursor].
func set_cursor(new_value: String) -> void:
	cursor = new_value
	has_cursor = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if season < 0:
		return "season must not be less than 0."
	if season > 9007199254740991:
		return "season must not be greater than 9007199254740991."
	for _item in entries:
		var entries_problem: String = _item.check()
		if entries_problem != "":
			return "entries: " + entries_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["board"] = board
	values["season"] = season
	var entries_values: Array = []
	for _item in entries:
		entries_values.append(_item.to_fields())
	values["entries"] = entries_values
	if has_cursor:
		values["cursor"] = cursor
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	board = GodwitFields.to_text(values.get("board"), "")
	season = GodwitFields.to_int(values.get("season"), 0)
	var entries_items: Array = []
	for _value in GodwitFields.list_of(values, "entries"):
		var _item := GodwitLeaderboardEntry.new()
		_item.read_fields(GodwitFields.to_object(_value))
		entries_items.append(_item)
	entries = entries_items
	if values.get("cursor") != null:
		cursor = GodwitFields.to_text(values.get("cursor"), "")
		has_cursor = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_cursor:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(board)
	writer.put_varuint(season)
	writer.put_varuint(entries.size())
	for _item in entries:
		_item.write(writer)
	if has_cursor:
		writer.put_text(cursor)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	board = reader.get_text()
	season = reader.get_varuint()
	var entries_items: Array = []
	for _index in range(reader.get_count(13)):
		var _item := GodwitLeaderboardEntry.new()
		_item.read(reader)
		if reader.failed:
			return
		entries_items.append(_item)
	entries = entries_items
	if (head & 1) != 0:
		cursor = reader.get_text()
		has_cursor = true
