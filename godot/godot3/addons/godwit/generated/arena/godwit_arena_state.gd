extends GodwitState
class_name GodwitArenaState
## All that can be seen of an arena.
##
## Generated from the contract; do not edit.

## Who runs about. (of [GodwitPawn])
var pawns: GodwitEntitySet = GodwitEntitySet.new(GodwitPawn, GodwitPawn.get_columns())
## What there is to pick up. (of [GodwitCoin])
var coins: GodwitEntitySet = GodwitEntitySet.new(GodwitCoin, GodwitCoin.get_columns())


func _init() -> void:
	_add_set("pawns", pawns)
	_add_set("coins", coins)


func get_state_name() -> String:
	return "ArenaState"


func get_own_columns() -> Array:
	return [
	]
