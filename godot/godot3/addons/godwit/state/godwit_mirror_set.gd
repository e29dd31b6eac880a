class_name GodwitMirrorSet
extends Reference
## What a client knows of one set: for each layer the known entities in the order of their ids, and what is to be told of
## them after the patch.

const _LAYERS := 3
# More additions at once are sorted in instead of inserted one by one.
const _FEW := 16

## The known entities by id.
var by_id: Dictionary = {}
## The columns of each layer.
var layers: Array
## True while somebody wants to hear of changes; see watch().
var is_watched: bool = false

var _layout: GodwitSetLayout
var _script: GDScript # null for the set of the state itself
var _single: GodwitEntity # the state itself; null for other sets
var _ids: Array = [[], [], []]
var _entities: Array = [[], [], []]
var _stale: Dictionary = {} # known before a full patch, by id; those it brings again stay the same objects
var _added: Array = []
var _removed: Array = []
var _before: Dictionary = {} # of each watched entity that got values, by column what it held until then


func _init(script: GDScript, columns: Array) -> void:
	_script = script
	_layout = GodwitSetLayout.new(columns)
	layers = _layout.layers


## The set of a state itself, whose one entity it is.
static func of_state(state: GodwitState):
	var mirror = GodwitScripts.named("GodwitMirrorSet").new(null, state.get_own_columns())
	mirror._single = state
	var state_ref: WeakRef = weakref(state)
	state.enter(state_ref, 0)
	mirror._layout.enter(state)
	return mirror


## The columns, and who watches.
func get_layout() -> GodwitSetLayout:
	return _layout


## The entity with that id; null when there is none.
func find(id: int) -> GodwitEntity:
	return by_id.get(id)


## The known entities of a layer, in the order of their ids.
func known(layer: int) -> Array:
	return _entities[layer]


## A full patch comes: nothing is known any more.
func forget() -> void:
	GodwitScripts.merge(_stale, by_id, true)
	by_id = {}
	_ids = [[], [], []]
	_entities = [[], [], []]


## A patch comes: finds out whether somebody wants to hear of what it changes. target has the set's signals, null for the
## state itself.
func watch(target) -> void:
	is_watched = _layout.is_watched or (target != null and not target.get_signal_connection_list("changed").empty())


## Gives entities their values of column.
func put(column: GodwitColumn, entities: Array, values: Array) -> void:
	if is_watched:
		_remember(column, entities)
	column.put_row(entities, values)


## The entities of ids to put values into before add(); none when one of them can't be.
func take(layer: int, ids: Array, state: WeakRef) -> Array:
	var taken: Array = []
	for id in ids:
		var entity: GodwitEntity = by_id.get(id)
		if (entity == null) != (layer == 0):
			return []
		var found = _come(id, state) if layer == 0 else entity
		if found == null:
			return []
		taken.append(found)
	return taken


## entities are known of a layer from now on.
func add(layer: int, ids: Array, entities: Array) -> void:
	if layer == 0:
		for entity in entities:
			_note_added(entity)
	var known_ids = _ids[layer]
	if known_ids.empty() or known_ids[-1] < ids[0]:
		GodwitScripts.append_array(known_ids, ids)
		GodwitScripts.append_array(_entities[layer], entities)
	elif ids.size() > _FEW:
		GodwitScripts.append_array(known_ids, ids)
		known_ids.sort()
		_entities[layer] = GodwitScripts.map(known_ids, self, "find")
	else:
		for index in ids.size():
			var at: int = known_ids.bsearch(ids[index])
			known_ids.insert(at, ids[index])
			_entities[layer].insert(at, entities[index])


## ids are not known of a layer any more.
func remove(layer: int, ids: Array) -> void:
	var known_ids = _ids[layer]
	for id in ids:
		var at: int = known_ids.bsearch(id)
		if at == known_ids.size() or known_ids[at] != id:
			continue
		var entity: GodwitEntity = _entities[layer][at]
		known_ids.remove(at)
		_entities[layer].remove(at)
		if layer == 0:
			by_id.erase(id)
			_removed.append(entity)
		else:
			_clear(entity, layer)


## Tells the game what the patch did; target has the set's signals, null for the state itself.
func tell(target) -> void:
	var removed: Array = _removed
	var added = _added
	var before = _before
	_removed = []
	_added = []
	_before = {}
	for entity in _stale.values():
		removed.append(entity)
	_stale = {}
	for entity in removed:
		if entity.is_present:
			entity.is_present = false
			if target != null:
				target.emit_signal("removed", entity)
	for entity in added:
		if by_id.get(entity.id) == entity and not entity.is_present:
			entity.is_present = true
			if target != null:
				target.emit_signal("added", entity)
	for entity in before:
		if entity.is_present:
			var values: Dictionary = before[entity]
			_tell_changes(entity, values, target)


## Mixes what is known of a layer into a hash.
func mix(layer: int, hash_so_far: int) -> int:
	var columns = layers[layer]
	if columns.empty():
		return hash_so_far
	var mixed: int = GodwitForm.mix_word(hash_so_far, _ids[layer].size())
	for entity in _entities[layer]:
		mixed = GodwitForm.mix_word(mixed, entity.id)
		for column in columns:
			mixed = column.form.mix(column.value_of(entity), mixed)
	return mixed


func _come(id: int, state: WeakRef) -> GodwitEntity:
	if _script == null:
		return _single if id == 0 else null
	var entity: GodwitEntity = _stale.get(id)
	if entity == null:
		entity = _script.new()
		entity.enter(state, id)
		_layout.enter(entity)
		return entity
	for layer in range(1, _LAYERS):
		_clear(entity, layer)
	return entity


func _clear(entity: GodwitEntity, layer: int) -> void:
	for column in layers[layer]:
		put(column, [entity], [column.form.get_zero()])


func _note_added(entity: GodwitEntity) -> void:
	var id = entity.id
	by_id[id] = entity
	_stale.erase(id)
	_added.append(entity)
	# A patch may put another entity in the place of one whose own fields this client sees.
	for layer in range(1, _LAYERS):
		var at: int = _ids[layer].bsearch(id)
		if at < _ids[layer].size() and _ids[layer][at] == id:
			_entities[layer][at] = entity


# Only of those that the game knows: with the others, everything is new.
func _remember(column: GodwitColumn, entities: Array) -> void:
	for entity in entities:
		if not entity.is_present:
			continue
		if not _before.has(entity):
			_before[entity] = {}
		var values: Dictionary = _before[entity]
		if not values.has(column):
			values[column] = column.value_of(entity)


# A patch may bring a value again, or bring it back: nothing has changed then.
func _tell_changes(entity, before: Dictionary, target) -> void:
	var members := PoolStringArray()
	for column in before:
		if not column.form.is_equal(before[column], column.value_of(entity)):
			members.append(column.member)
			column.tell(entity)
	if members.size() == 0:
		return
	if target != null:
		target.emit_signal("changed", entity, members)
	if entity.is_watched:
		entity.emit_signal("changed", members)
