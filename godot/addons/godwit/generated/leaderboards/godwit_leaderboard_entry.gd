class_name GodwitLeaderboardEntry
extends GodwitStruct
## One player's place on a board.
##
## Generated from the contract; do not edit.

## The field playerId.
var player_id: String = ""
## 1 is the best. Ties are broken by who reached the score first, so no two players share a rank. (1 to
## 9007199254740991)
var rank: int = 0
## The field score. (-9007199254740991 to 9007199254740991)
var score: int = 0
## JSON text submitted with the score, such as a display name; empty when there is none.
var metadata: String = ""
## When the score was last changed, milliseconds since 1970.
var updated_at_ms: float = 0.0
## The player's name, up to 32 characters. Absent when the server does not know it, and in the reply to a
## submission. (optional)
var display_name: String = "":
	set(new_value):
		display_name = new_value
		has_display_name = true
## True when [member display_name] is set; setting it makes it so.
var has_display_name: bool = false


func _init(p_player_id: String = "", p_rank: int = 0, p_score: int = 0, p_metadata: String = "", p_updated_at_ms: float = 0.0) -> void:
	player_id = p_player_id
	rank = p_rank
	score = p_score
	metadata = p_metadata
	updated_at_ms = p_updated_at_ms


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if rank < 1:
		return "rank must not be less than 1."
	if rank > 9007199254740991:
		return "rank must not be greater than 9007199254740991."
	if score < -9007199254740991:
		return "score must not be less than -9007199254740991."
	if score > 9007199254740991:
		return "score must not be greater than 9007199254740991."
	if not absf(updated_at_ms) < INF:
		return "updatedAtMs must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	values["rank"] = rank
	values["score"] = score
	values["metadata"] = metadata
	values["updatedAtMs"] = updated_at_ms
	if has_display_name:
		values["displayName"] = display_name
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")
	rank = GodwitFields.to_int(values.get("rank"), 0)
	score = GodwitFields.to_int(values.get("score"), 0)
	metadata = GodwitFields.to_text(values.get("metadata"), "")
	updated_at_ms = GodwitFields.to_float(values.get("updatedAtMs"), 0.0)
	if values.get("displayName") != null:
		display_name = GodwitFields.to_text(values.get("displayName"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_display_name:
		head |= 1
	writer.put_bits(head, 1)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(player_id)
	writer.put_varuint(rank)
	writer.put_varint(score)
	writer.put_text(metadata)
	stream.put_double(updated_at_ms)
	if has_display_name:
		writer.put_text(display_name)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var stream: StreamPeerBuffer = reader.stream
	player_id = reader.get_text()
	rank = reader.get_varuint()
	score = reader.get_varint()
	metadata = reader.get_text()
	if not reader.has(8):
		return
	updated_at_ms = stream.get_double()
	if (head & 1) != 0:
		display_name = reader.get_text()
