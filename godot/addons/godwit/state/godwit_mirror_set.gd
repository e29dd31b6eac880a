class_name GodwitMirrorSet
extends RefCounted
## What a client knows of one set: for each layer, the known entities in order of their ids, and what to report about
## them after the patch.

const _LAYERS := 3
# With more additions at once than this, sort them in instead of inserting them one by one.
const _FEW := 16

## The known entities by id.
var by_id: Dictionary = {}
## The columns of each layer.
var layers: Array[Array]
## The entities of which this client is told what only their owner may know, as of the last patch that is complete.
var own: Array[GodwitEntity] = []

var _layout: GodwitSetLayout
var _script: GDScript # null for the set of the state itself
var _single: GodwitEntity # the state itself; null for other sets
var _ids: Array[Array] = [[], [], []]
var _entities: Array[Array] = [[], [], []]
var _stale: Dictionary = {} # known before a full patch, by id; those it includes again stay the same objects
var _added: Array[GodwitEntity] = []
var _removed: Array[GodwitEntity] = []
var _is_own_stale: bool = false
var _watches_all: bool = false # somebody listens for the changes of all its fields
var _before: Dictionary = {} # previous values of each watched entity that was updated, by column


func _init(script: GDScript, columns: Array[GodwitColumn]) -> void:
	_script = script
	_layout = GodwitSetLayout.new(columns)
	layers = _layout.layers


## The set for a state's own fields, with the state as its single entity.
static func of_state(state: GodwitState) -> GodwitMirrorSet:
	var mirror := GodwitMirrorSet.new(null, state.get_own_columns())
	mirror._single = state
	var state_ref: WeakRef = weakref(state)
	state.enter(state_ref, 0)
	mirror._layout.enter(state)
	return mirror


## The columns, and who is listening.
func get_layout() -> GodwitSetLayout:
	return _layout


## The entity with this id; null if there is none.
func find(id: int) -> GodwitEntity:
	return by_id.get(id)


## An entity as those of the set are, which is in none.
func create_entity() -> GodwitEntity:
	return _script.new()


## The known entities of a layer, in order of their ids.
func known(layer: int) -> Array:
	return _entities[layer]


## A full patch is coming: forgets everything.
func forget() -> void:
	_is_own_stale = true
	_stale.merge(by_id, true)
	by_id = {}
	_ids = [[], [], []]
	_entities = [[], [], []]


## A patch is coming: finds out whether somebody listens for its changes. [param target] has the set's signals, null for
## the state itself.
func watch(target: GodwitEntitySet) -> void:
	_watches_all = target != null and not target.changed.get_connections().is_empty()


## Sets the [param values] of [param column] on [param entities].
func put(column: GodwitColumn, entities: Array, values: Array) -> void:
	if _watches_all or column.is_watched:
		_remember(column, entities)
	column.put_row(entities, values)


## The entities for [param ids], to set values on before [method add]; empty if one of them is invalid.
func take(layer: int, ids: Array, state: WeakRef) -> Array:
	var taken: Array = []
	for id: int in ids:
		var entity: GodwitEntity = by_id.get(id)
		if (entity == null) != (layer == 0):
			return []
		var found := _come(id, state) if layer == 0 else entity
		if found == null:
			return []
		taken.append(found)
	return taken


## [param entities] are known in a layer from now on.
func add(layer: int, ids: Array, entities: Array) -> void:
	_is_own_stale = true
	if layer == 0:
		for entity: GodwitEntity in entities:
			_note_added(entity)
	var known_ids := _ids[layer]
	if known_ids.is_empty() or known_ids[-1] < ids[0]:
		known_ids.append_array(ids)
		_entities[layer].append_array(entities)
	elif ids.size() > _FEW:
		known_ids.append_array(ids)
		known_ids.sort()
		_entities[layer] = known_ids.map(find)
	else:
		for index in ids.size():
			var at := known_ids.bsearch(ids[index])
			known_ids.insert(at, ids[index])
			_entities[layer].insert(at, entities[index])


## [param ids] are no longer known in a layer.
func remove(layer: int, ids: Array) -> void:
	_is_own_stale = true
	var known_ids := _ids[layer]
	for id: int in ids:
		var at := known_ids.bsearch(id)
		if at == known_ids.size() or known_ids[at] != id:
			continue
		var entity: GodwitEntity = _entities[layer][at]
		known_ids.remove_at(at)
		_entities[layer].remove_at(at)
		if layer == 0:
			by_id.erase(id)
			_removed.append(entity)
		else:
			_clear(entity, layer)


## A patch is applied, in all sets: [member own] is what it says.
func settle() -> void:
	if not _is_own_stale:
		return
	_is_own_stale = false
	var own_before := own
	own = []
	for entity: GodwitEntity in _entities[2]:
		if by_id.get(entity.id) == entity:
			own.append(entity)
	for entity in own_before:
		entity.set_own(entity in own)
	for entity in own:
		entity.set_own(true)


## Tells the game what the patch changed; [param target] has the set's signals, null for the state itself.
func tell(target: GodwitEntitySet) -> void:
	var removed := _removed
	var added := _added
	var before := _before
	_removed = []
	_added = []
	_before = {}
	for entity: GodwitEntity in _stale.values():
		removed.append(entity)
	_stale = {}
	for entity in removed:
		if entity.is_present:
			entity.is_present = false
			if target != null:
				target.removed.emit(entity)
	for entity in added:
		if by_id.get(entity.id) == entity and not entity.is_present:
			entity.is_present = true
			if target != null:
				target.added.emit(entity)
	for entity: GodwitEntity in before:
		if entity.is_present:
			var values: Dictionary = before[entity]
			_tell_changes(entity, values, target)


## Mixes what is known in a layer into a hash.
func mix(layer: int, hash_so_far: int) -> int:
	var columns := layers[layer]
	if columns.is_empty():
		return hash_so_far
	var mixed := GodwitForm.mix_word(hash_so_far, _ids[layer].size())
	for entity: GodwitEntity in _entities[layer]:
		mixed = GodwitForm.mix_word(mixed, entity.id)
		for column: GodwitColumn in columns:
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
	for column: GodwitColumn in layers[layer]:
		put(column, [entity], [column.form.get_zero()])


func _note_added(entity: GodwitEntity) -> void:
	var id := entity.id
	by_id[id] = entity
	_stale.erase(id)
	_added.append(entity)
	# A patch may replace an entity whose own fields this client sees with another one.
	for layer in range(1, _LAYERS):
		var at := _ids[layer].bsearch(id)
		if at < _ids[layer].size() and _ids[layer][at] == id:
			_entities[layer][at] = entity


# Only for entities the game already knows: for the others, everything is new.
func _remember(column: GodwitColumn, entities: Array) -> void:
	for entity: GodwitEntity in entities:
		if not entity.is_present:
			continue
		if not _before.has(entity):
			_before[entity] = {}
		var values: Dictionary = _before[entity]
		if not values.has(column):
			values[column] = column.value_of(entity)


# A patch may repeat a value, or change it back: then nothing has changed.
func _tell_changes(entity: GodwitEntity, before: Dictionary, target: GodwitEntitySet) -> void:
	var members := PackedStringArray()
	for column: GodwitColumn in before:
		if not column.form.is_equal(before[column], column.value_of(entity)):
			members.append(column.member)
			column.tell(entity)
	if members.is_empty():
		return
	if _watches_all:
		target.changed.emit(entity, members)
	if entity.observer != null:
		entity.observer.tell(&"changed", members)
