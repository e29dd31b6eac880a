# Without: observer, _signal_of.
## An object with synced fields: an entity, a room's state, or an object inside one of them. Generated classes extend it.
##
## Only the server changes it: whatever a game assigns to a field is lost with the next patch, and makes the
## client request the full state when the hashes are compared.

## True once somebody listens: for thousands of objects that nobody listens to, signals cost nothing.
var is_watched: bool = false


## Connects one of its signals, for example watch("hp_changed", self, "_on_hp_changed"); connect() alone is not enough.
func watch(signal_name: String, target: Object, method: String, binds: Array = []) -> int:
	is_watched = true
	if layout != null:
		layout.watch(signal_name)
	return connect(signal_name, target, method, binds)
