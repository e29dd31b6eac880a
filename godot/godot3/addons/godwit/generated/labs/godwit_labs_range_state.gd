extends GodwitState
class_name GodwitLabsRangeState
## What the range shows: the labs of rewind and projectiles.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed salt, with its value; see watch().
# warning-ignore:unused_signal
signal salt_changed(value)

## Who shoots. (of [GodwitLabRunner])
var runners: GodwitEntitySet = GodwitEntitySet.new(GodwitLabRunner, GodwitLabRunner.get_columns())
## What they shoot at. (of [GodwitLabTarget])
var targets: GodwitEntitySet = GodwitEntitySet.new(GodwitLabTarget, GodwitLabTarget.get_columns())
## What flies. (of [GodwitLabBolt])
var bolts: GodwitEntitySet = GodwitEntitySet.new(GodwitLabBolt, GodwitLabBolt.get_columns())
## What makes the spread of this range's blasts.
var salt: int = 0


func _init() -> void:
	_add_set("runners", runners)
	_add_set("targets", targets)
	_add_set("bolts", bolts)


func get_state_name() -> String:
	return "LabsRangeState"


func get_own_columns() -> Array:
	return [
		GodwitColumn.new("salt", 0, GodwitForms.integer(4, false), "salt"),
	]
