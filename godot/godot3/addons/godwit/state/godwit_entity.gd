class_name GodwitEntity
extends GodwitSynced
## An entity of a room's state, mirrored from the server. Generated classes extend it.
##
## Each field has its own signal, which passes the new value, for example pawn.watch("hp_changed", self, "_on_hp_changed").

## Emitted once per patch that changed fields of this entity, with their members, "stats:health" for one of a nested object;
## see watch().
# warning-ignore:unused_signal
signal changed(fields)
## Emitted when the player becomes the entity's owner, or is it no longer; see is_own(). It is so rare that connect() is enough.
# warning-ignore:unused_signal
signal own_changed(is_own)
## The server's number for it, unique in its set; 0 for the state itself.
var id: int = 0
## True from the signal that it was added until the one that it was removed.
var is_present: bool = false

var _state: WeakRef # to the GodwitState
var _is_own: bool = false


## The state it is part of; null once that is gone.
func get_state():
	return _state.get_ref() if _state != null else null


## The encoding of a member, stats:health for one of a nested object; null if it is not a synced field.
func get_form_of(member: String) -> GodwitForm:
	return layout.get_form_of(member) if layout != null else null


## True if this client is told what only the entity's owner may know.
func is_own() -> bool:
	return _is_own and get_state() != null


## For the mirror: whether this client is told what only its owner may know.
func set_own(is_own_now: bool) -> void:
	if is_own_now == _is_own:
		return
	_is_own = is_own_now
	_tell_own()


## For the mirror: makes it part of state.
func enter(state: WeakRef, p_id: int) -> void:
	_state = state
	id = p_id


func _tell_own() -> void:
	emit_signal("own_changed", _is_own)


# Resolves a reference: the entity with this id in the set with that path.
func _entity_of(path: String, entity_id: int):
	var state = get_state()
	var entity_set = state.get_entity_set(path) if state != null and entity_id != 0 else null
	return entity_set.by_id(entity_id) if entity_set != null else null
