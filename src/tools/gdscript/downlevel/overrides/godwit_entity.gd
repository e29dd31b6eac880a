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


func _tell_own() -> void:
	emit_signal("own_changed", _is_own)
