class_name GodwitMatchTeam
extends GodwitStruct
## One team of a match.
##
## Generated from the contract; do not edit.

## Its players; in a running room, only those who join it now.
var players: Array[GodwitMatchPlayer] = []
## Seats filled by bots. (0 to)
var bots: int = 0


func _init(p_players: Array[GodwitMatchPlayer] = [], p_bots: int = 0) -> void:
	players = p_players
	bots = p_bots


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	for _item in players:
		var players_problem: String = _item.check()
		if players_problem != "":
			return "players: " + players_problem
	if bots < 0:
		return "bots must not be less than 0."
	if bots > 9007199254740991:
		return "bots must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var players_values: Array = []
	for _item in players:
		players_values.append(_item.to_fields())
	values["players"] = players_values
	values["bots"] = bots
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var players_items: Array[GodwitMatchPlayer] = []
	for _value: Variant in GodwitFields.list_of(values, "players"):
		var _item := GodwitMatchPlayer.new()
		_item.read_fields(GodwitFields.to_object(_value))
		players_items.append(_item)
	players = players_items
	bots = GodwitFields.to_int(values.get("bots"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(players.size())
	for _item in players:
		_item.write(writer)
	writer.put_varuint(bots)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var players_items: Array[GodwitMatchPlayer] = []
	for _index in range(reader.get_count(2)):
		var _item := GodwitMatchPlayer.new()
		_item.read(reader)
		if reader.failed:
			return
		players_items.append(_item)
	players = players_items
	bots = reader.get_varuint()
