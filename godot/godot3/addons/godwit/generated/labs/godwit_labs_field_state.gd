extends GodwitState
class_name GodwitLabsFieldState
## What the field shows: the labs of prediction, corrections and interpolation.
##
## Generated from the contract; do not edit.

## Who runs about. (of [GodwitLabRunner])
var runners: GodwitEntitySet = GodwitEntitySet.new(GodwitLabRunner, GodwitLabRunner.get_columns())


func _init() -> void:
	_add_set("runners", runners)


func get_state_name() -> String:
	return "LabsFieldState"


func get_own_columns() -> Array:
	return [
	]
