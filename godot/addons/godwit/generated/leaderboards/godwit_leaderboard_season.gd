class_name GodwitLeaderboardSeason
extends GodwitStruct
## One season of a board.
##
## Generated from the contract; do not edit.

## The `season` of other messages: when it started, in seconds since 1970; 0 on a board without resets. (0 to)
var season: int = 0
## When it ends or ended, milliseconds since 1970; absent on a board without resets. (optional)
var ends_at_ms: float = 0.0:
	set(new_value):
		ends_at_ms = new_value
		has_ends_at_ms = true
## True when [member ends_at_ms] is set; setting it makes it so.
var has_ends_at_ms: bool = false
## Number of players with a score in it. (0 to)
var players: int = 0


func _init(p_season: int = 0, p_players: int = 0) -> void:
	season = p_season
	players = p_players


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if season < 0:
		return "season must not be less than 0."
	if season > 9007199254740991:
		return "season must not be greater than 9007199254740991."
	if has_ends_at_ms:
		if not absf(ends_at_ms) < INF:
			return "endsAtMs must be a finite number."
	if players < 0:
		return "players must not be less than 0."
	if players > 9007199254740991:
		return "players must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["season"] = season
	if has_ends_at_ms:
		values["endsAtMs"] = ends_at_ms
	values["players"] = players
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	season = GodwitFields.to_int(values.get("season"), 0)
	if values.get("endsAtMs") != null:
		ends_at_ms = GodwitFields.to_float(values.get("endsAtMs"), 0.0)
	players = GodwitFields.to_int(values.get("players"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_ends_at_ms:
		head |= 1
	writer.put_bits(head, 1)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_varuint(season)
	if has_ends_at_ms:
		stream.put_double(ends_at_ms)
	writer.put_varuint(players)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var stream: StreamPeerBuffer = reader.stream
	season = reader.get_varuint()
	if (head & 1) != 0:
		if not reader.has(8):
			return
		ends_at_ms = stream.get_double()
	players = reader.get_varuint()
