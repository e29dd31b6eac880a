extends GodwitState
class_name GodwitArenaState
## Everything visible in an arena.
##
## Generated from the contract; do not edit.

## The pawns. (of [GodwitPawn])
var pawns: GodwitEntitySet = GodwitEntitySet.new(GodwitPawn, GodwitPawn.get_columns())
## The coins. (of [GodwitCoin])
var coins: GodwitEntitySet = GodwitEntitySet.new(GodwitCoin, GodwitCoin.get_columns())


func _init() -> void:
	_add_set("pawns", pawns)
	_add_set("coins", coins)


func get_state_name() -> String:
	return "ArenaState"


func get_own_columns() -> Array:
	return [
	]
