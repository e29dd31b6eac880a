class_name GodwitLeaderboardSeasonsListed
extends GodwitMessage
## A page of a board's seasons.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 171

## The field board.
var board: String = ""
## Latest first. The current season is included as soon as it has a score.
var seasons: Array[GodwitLeaderboardSeason] = []


func _init(p_board: String = "", p_seasons: Array[GodwitLeaderboardSeason] = []) -> void:
	super(TYPE)
	board = p_board
	seasons = p_seasons


## How a request that is answered by [GodwitLeaderboardSeasonsListed] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitLeaderboardSeasonsListed


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitLeaderboardSeasonsListed


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in seasons:
		var seasons_problem: String = _item.check()
		if seasons_problem != "":
			return "seasons: " + seasons_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["board"] = board
	var seasons_values: Array = []
	for _item in seasons:
		seasons_values.append(_item.to_fields())
	values["seasons"] = seasons_values
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	board = GodwitFields.to_text(values.get("board"), "")
	var seasons_items: Array[GodwitLeaderboardSeason] = []
	for _value: Variant in GodwitFields.list_of(values, "seasons"):
		var _item := GodwitLeaderboardSeason.new()
		_item.read_fields(GodwitFields.to_object(_value))
		seasons_items.append(_item)
	seasons = seasons_items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(board)
	writer.put_varuint(seasons.size())
	for _item in seasons:
		_item.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	board = reader.get_text()
	var seasons_items: Array[GodwitLeaderboardSeason] = []
	for _index in range(reader.get_count(3)):
		var _item := GodwitLeaderboardSeason.new()
		_item.read(reader)
		if reader.failed:
			return
		seasons_items.append(_item)
	seasons = seasons_items
