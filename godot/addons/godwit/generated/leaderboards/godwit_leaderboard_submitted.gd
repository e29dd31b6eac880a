class_name GodwitLeaderboardSubmitted
extends GodwitMessage
## Your score was accepted.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 161

## The field board.
var board: String = ""
## The season it counts towards: when that started, in seconds since 1970; 0 on a board without resets. (0 to)
var season: int = 0
## Your entry after the submission.
var entry: GodwitLeaderboardEntry = GodwitLeaderboardEntry.new()
## False when the board keeps the best score and this was not better.
var is_changed: bool = false


func _init(p_board: String = "", p_season: int = 0, p_entry: GodwitLeaderboardEntry = null, p_is_changed: bool = false) -> void:
	super(TYPE)
	board = p_board
	season = p_season
	entry = p_entry if p_entry != null else GodwitLeaderboardEntry.new()
	is_changed = p_is_changed


## How a request that is answered by [GodwitLeaderboardSubmitted] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitLeaderboardSubmitted


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitLeaderboardSubmitted


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if season < 0:
		return "season must not be less than 0."
	if season > 9007199254740991:
		return "season must not be greater than 9007199254740991."
	if entry == null:
		return "entry must be set."
	var entry_problem: String = entry.check()
	if entry_problem != "":
		return "entry: " + entry_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["board"] = board
	values["season"] = season
	values["entry"] = entry.to_fields()
	values["isChanged"] = is_changed
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	board = GodwitFields.to_text(values.get("board"), "")
	season = GodwitFields.to_int(values.get("season"), 0)
	entry = GodwitLeaderboardEntry.new()
	entry.read_fields(GodwitFields.object_of(values, "entry"))
	is_changed = GodwitFields.to_bool(values.get("isChanged"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_changed:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(board)
	writer.put_varuint(season)
	entry.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	board = reader.get_text()
	season = reader.get_varuint()
	entry = GodwitLeaderboardEntry.new()
	entry.read(reader)
	is_changed = (head & 1) != 0
