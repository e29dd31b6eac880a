class_name GodwitLabsFieldState
extends GodwitState
## What the field shows: the labs of prediction, corrections and interpolation.
##
## Generated from the contract; do not edit.

## Who runs about.
var runners: GodwitLabRunner.Set = GodwitLabRunner.Set.new()


func _init() -> void:
	_add_set("runners", runners)


func get_state_name() -> String:
	return "LabsFieldState"


func get_own_columns() -> Array[GodwitColumn]:
	return [
	]
