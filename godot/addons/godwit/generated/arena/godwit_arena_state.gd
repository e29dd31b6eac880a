class_name GodwitArenaState
extends GodwitState
## Everything visible in an arena.
##
## Generated from the contract; do not edit.

## The pawns. Where they were is remembered, for shots at what was seen.
var pawns: GodwitPawn.Set = GodwitPawn.Set.new()
## The rockets.
var rockets: GodwitRocket.Set = GodwitRocket.Set.new()
## The coins.
var coins: GodwitCoin.Set = GodwitCoin.Set.new()
## The health packs.
var packs: GodwitPack.Set = GodwitPack.Set.new()
## What goes on: people fight, or look at the podium.
var phase: String = "fight"
## Emitted when a patch changed [member phase], with its value.
var phase_changed: Signal:
	get:
		return _signal_of(&"phase_changed")
## The tick in which this phase ends.
var ends_at_tick: int = 0
## Emitted when a patch changed [member ends_at_tick], with its value.
var ends_at_tick_changed: Signal:
	get:
		return _signal_of(&"ends_at_tick_changed")


func _init() -> void:
	_add_set("pawns", pawns)
	_add_set("rockets", rockets)
	_add_set("coins", coins)
	_add_set("packs", packs)


func get_state_name() -> String:
	return "ArenaState"


func get_own_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("phase", 0, GodwitForms.choice(["fight", "podium"]), "phase"),
		GodwitColumn.new("endsAtTick", 0, GodwitForms.integer(4, false), "ends_at_tick"),
	]
