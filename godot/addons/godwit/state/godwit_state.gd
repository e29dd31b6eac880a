class_name GodwitState
extends GodwitEntity
## A room's synced state, mirrored from the server. Generated classes extend it, adding the state's own fields and its
## entity sets: [code]state.pawns.by_id(3).position[/code].

## Emitted after each patch, once all of it is applied and the other signals were emitted.
@warning_ignore("unused_signal") # the mirror emits it
signal patched(tick: int)

## The server tick that the state is from.
var tick: int = 0
## When that tick was, on the server's clock, in milliseconds since 1970.
var server_time_ms: int = 0
## The sequence number of this client's last input that the state includes; 0 for none.
var acknowledged_input: int = 0
## The sequence number of the last input that this client sent.
var sent_input: int = 0
## Counts the patches on the server.
var version: int = 0

var _entity_sets: Array[GodwitEntitySet] = []


## The name of the state's class on the server.
func get_state_name() -> String:
	return ""


## The state's entity sets, in the order of the contract.
func get_entity_sets() -> Array[GodwitEntitySet]:
	return _entity_sets


## The columns of the state itself.
func get_own_columns() -> Array[GodwitColumn]:
	return []


## The entity set with this path as the server writes it, [code]pawns[/code] or [code]world.pawns[/code]; null if there
## is none.
func get_entity_set(path: String) -> GodwitEntitySet:
	for entity_set in get_entity_sets():
		if entity_set.path == path:
			return entity_set
	return null


## The first entity of the set with this path that belongs to this client's player; null if there is none.
func find_own(path: String) -> GodwitEntity:
	var entity_set := get_entity_set(path)
	if entity_set == null or entity_set.get_mirror().own.is_empty():
		return null
	return entity_set.get_mirror().own[0]


# For generated classes: the next entity set of the contract.
func _add_set(path: String, entity_set: GodwitEntitySet) -> void:
	entity_set.path = path
	_entity_sets.append(entity_set)
