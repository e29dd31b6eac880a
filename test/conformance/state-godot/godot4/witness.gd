extends RefCounted
## Listens to all that a mirror tells of a state. Counts the signals without a change, and the changes without a signal.

var idle: int = 0
var missed: int = 0

var _state: GodwitState
var _known: Dictionary = {} # of each entity, the text of its fields by member


func _init(decoder: GodwitStateDecoder) -> void:
	decoder.began.connect(_on_began)


func _on_began(state: GodwitState) -> void:
	_state = state
	_known = {}
	_learn(state)
	state.changed.connect(_on_state_changed)
	state.patched.connect(_on_patched)
	var round_changed: Signal = state.get("round_changed")
	round_changed.connect(_on_round_changed)
	for entity_set in state.get_entity_sets():
		for entity: GodwitEntity in entity_set:
			_learn(entity)
		entity_set.added.connect(_learn)
		entity_set.changed.connect(_on_changed)


func _on_round_changed(value: int) -> void:
	if _known[_state]["round_"] == var_to_str(value):
		idle += 1


func _on_state_changed(members: PackedStringArray) -> void:
	_on_changed(_state, members)


func _on_changed(entity: GodwitEntity, members: PackedStringArray) -> void:
	var known: Dictionary = _known[entity]
	if members.is_empty():
		idle += 1
	for member in members:
		var text := _text_of(entity, member)
		if known[member] == text:
			idle += 1
		known[member] = text


func _on_patched(_tick: int) -> void:
	_count_missed(_state)
	for entity_set in _state.get_entity_sets():
		for entity: GodwitEntity in entity_set:
			_count_missed(entity)


func _count_missed(entity: GodwitEntity) -> void:
	var known: Dictionary = _known[entity]
	for member: String in known:
		if known[member] != _text_of(entity, member):
			missed += 1


func _learn(entity: GodwitEntity) -> void:
	var known: Dictionary = {}
	for column in entity.layout.columns:
		known[column.member] = _text_of(entity, column.member)
	_known[entity] = known


func _text_of(entity: GodwitEntity, member: String) -> String:
	return var_to_str(entity.get_indexed(NodePath(member)))
