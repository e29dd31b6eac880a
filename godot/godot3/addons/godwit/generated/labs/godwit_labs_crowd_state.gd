extends GodwitState
class_name GodwitLabsCrowdState
## What the crowd shows: the lab of slow links.
##
## Generated from the contract; do not edit.

## Who walks. (of [GodwitLabWalker])
var walkers: GodwitEntitySet = GodwitEntitySet.new(GodwitLabWalker, GodwitLabWalker.get_columns())


func _init() -> void:
	_add_set("walkers", walkers)


func get_state_name() -> String:
	return "LabsCrowdState"


func get_own_columns() -> Array:
	return [
	]
