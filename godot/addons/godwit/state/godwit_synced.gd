class_name GodwitSynced
extends RefCounted
## An object with synced fields: an entity, a room's state, or an object inside one of them. Generated classes extend it.
##
## Only the server changes it: whatever a game assigns to a field is lost with the next patch, and makes the
## client request the full state when the hashes are compared.

## The signals somebody has asked for; null while nobody has.
var observer: GodwitObserver
## What its set shares; null before it is part of a state.
var layout: GodwitSetLayout


# The signal of a field; generated properties return it.
func _signal_of(signal_name: StringName) -> Signal:
	if observer == null:
		observer = GodwitObserver.new()
	if layout != null:
		layout.watch(signal_name)
	return observer.signal_of(signal_name)
