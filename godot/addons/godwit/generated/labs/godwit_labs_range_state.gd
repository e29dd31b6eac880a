class_name GodwitLabsRangeState
extends GodwitState
## What the range shows: the labs of rewind and projectiles.
##
## Generated from the contract; do not edit.

## Who shoots.
var runners: GodwitLabRunner.Set = GodwitLabRunner.Set.new()
## What they shoot at.
var targets: GodwitLabTarget.Set = GodwitLabTarget.Set.new()
## What flies.
var bolts: GodwitLabBolt.Set = GodwitLabBolt.Set.new()
## What makes the spread of this range's blasts.
var salt: int = 0
## Emitted when a patch changed [member salt], with its value.
var salt_changed: Signal:
	get:
		return _signal_of(&"salt_changed")


func _init() -> void:
	_add_set("runners", runners)
	_add_set("targets", targets)
	_add_set("bolts", bolts)


func get_state_name() -> String:
	return "LabsRangeState"


func get_own_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("salt", 0, GodwitForms.integer(4, false), "salt"),
	]
