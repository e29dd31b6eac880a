class_name GodwitArenaState
extends GodwitState
## All that can be seen of an arena.
##
## Generated from the contract; do not edit.

## Who runs about.
var pawns: GodwitPawn.Set = GodwitPawn.Set.new()
## What there is to pick up.
var coins: GodwitCoin.Set = GodwitCoin.Set.new()


func _init() -> void:
	_add_set("pawns", pawns)
	_add_set("coins", coins)


func get_state_name() -> String:
	return "ArenaState"


func get_own_columns() -> Array[GodwitColumn]:
	return [
	]
