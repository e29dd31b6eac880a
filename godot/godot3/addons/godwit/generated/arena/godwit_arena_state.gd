extends GodwitState
class_name GodwitArenaState
## Everything visible in an arena.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed phase, with its value; see watch().
# warning-ignore:unused_signal
signal phase_changed(value)
## Emitted when a patch changed ends_at_tick, with its value; see watch().
# warning-ignore:unused_signal
signal ends_at_tick_changed(value)

## The pawns. Where they were is remembered, for shots at what was seen. (of [GodwitPawn])
var pawns: GodwitEntitySet = GodwitEntitySet.new(GodwitPawn, GodwitPawn.get_columns())
## The rockets. (of [GodwitRocket])
var rockets: GodwitEntitySet = GodwitEntitySet.new(GodwitRocket, GodwitRocket.get_columns())
## The coins. (of [GodwitCoin])
var coins: GodwitEntitySet = GodwitEntitySet.new(GodwitCoin, GodwitCoin.get_columns())
## The health packs. (of [GodwitPack])
var packs: GodwitEntitySet = GodwitEntitySet.new(GodwitPack, GodwitPack.get_columns())
## What goes on: people fight, or look at the podium.
var phase: String = "fight"
## The tick in which this phase ends.
var ends_at_tick: int = 0


func _init() -> void:
	_add_set("pawns", pawns)
	_add_set("rockets", rockets)
	_add_set("coins", coins)
	_add_set("packs", packs)


func get_state_name() -> String:
	return "ArenaState"


func get_own_columns() -> Array:
	return [
		GodwitColumn.new("phase", 0, GodwitForms.choice(["fight", "podium"]), "phase"),
		GodwitColumn.new("endsAtTick", 0, GodwitForms.integer(4, false), "ends_at_tick"),
	]
