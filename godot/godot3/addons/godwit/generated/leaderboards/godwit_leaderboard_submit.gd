extends GodwitMessage
class_name GodwitLeaderboardSubmit
## Submits a score of your own to a board that accepts scores from players.
##
## The server answers with [GodwitLeaderboardSubmitted].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 160

## The field board.
var board: String = ""
## A whole number; use milliseconds for times. (-9007199254740991 to 9007199254740991)
var score: int = 0
## JSON text of at most 512 bytes, shown to everyone with the score. Absent: unchanged. (0 to 512 characters;
## optional)
var metadata: String = "" setget set_metadata
## True when [member metadata] is set; setting it makes it so.
var has_metadata: bool = false


func _init(p_board: String = "", p_score: int = 0).(TYPE) -> void:
	board = p_board
	score = p_score


## Sets [member metadata].
func set_metadata(new_value: String) -> void:
	metadata = new_value
	has_metadata = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if score < -9007199254740991:
		return "score must not be less than -9007199254740991."
	if score > 9007199254740991:
		return "score must not be greater than 9007199254740991."
	if has_metadata:
		if metadata.length() < 0:
			return "metadata must have at least 0 characters."
		if metadata.length() > 512:
			return "metadata must have at most 512 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["board"] = board
	values["score"] = score
	if has_metadata:
		values["metadata"] = metadata
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	board = GodwitFields.to_text(values.get("board"), "")
	score = GodwitFields.to_int(values.get("score"), 0)
	if values.get("metadata") != null:
		metadata = GodwitFields.to_text(values.get("metadata"), "")
		has_metadata = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_metadata:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(board)
	writer.put_varint(score)
	if has_metadata:
		writer.put_text(metadata)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	board = reader.get_text()
	score = reader.get_varint()
	if (head & 1) != 0:
		metadata = reader.get_text()
		has_metadata = true
