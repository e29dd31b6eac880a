class_name GodwitArenaState
extends GodwitState
## Everything visible in an arena.
##
## Generated from the contract; do not edit.

## The pawns.
var pawns: GodwitPawn.Set = GodwitPawn.Set.new()
## The coins.
var coins: GodwitCoin.Set = GodwitCoin.Set.new()


func _init() -> void:
	_add_set("pawns", pawns)
	_add_set("coins", coins)


func get_state_name() -> String:
	return "ArenaState"


func get_own_columns() -> Array[GodwitColumn]:
	return [
	]
