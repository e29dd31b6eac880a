class_name GodwitLabsCrowdState
extends GodwitState
## What the crowd shows: the lab of slow links.
##
## Generated from the contract; do not edit.

## Who walks.
var walkers: GodwitLabWalker.Set = GodwitLabWalker.Set.new()


func _init() -> void:
	_add_set("walkers", walkers)


func get_state_name() -> String:
	return "LabsCrowdState"


func get_own_columns() -> Array[GodwitColumn]:
	return [
	]
