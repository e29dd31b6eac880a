extends Reference
## Listens to all that a mirror tells of a state. Counts the signals without a change, and the changes without a signal.

var idle: int = 0
var missed: int = 0

var _state
var _known := {} # of each entity, the text of its fields by member


func _init(decoder) -> void:
	decoder.connect("began", self, "_on_began")


func _on_began(state) -> void:
	_state = state
	_known = {}
	_learn(state)
	state.watch("changed", self, "_on_state_changed")
	state.watch("round_changed", self, "_on_round_changed")
	state.connect("patched", self, "_on_patched")
	for entity_set in state.get_entity_sets():
		for entity in entity_set.all():
			_learn(entity)
		entity_set.connect("added", self, "_learn")
		entity_set.connect("changed", self, "_on_changed")


func _on_round_changed(value) -> void:
	if _known[_state]["round_"] == var2str(value):
		idle += 1


func _on_state_changed(members) -> void:
	_on_changed(_state, members)


func _on_changed(entity, members) -> void:
	var known: Dictionary = _known[entity]
	if members.size() == 0:
		idle += 1
	for member in members:
		var text := _text_of(entity, member)
		if known[member] == text:
			idle += 1
		known[member] = text


func _on_patched(_tick) -> void:
	_count_missed(_state)
	for entity_set in _state.get_entity_sets():
		for entity in entity_set.all():
			_count_missed(entity)


func _count_missed(entity) -> void:
	var known: Dictionary = _known[entity]
	for member in known:
		if known[member] != _text_of(entity, member):
			missed += 1


func _learn(entity) -> void:
	var known := {}
	for column in entity.layout.columns:
		known[column.member] = _text_of(entity, column.member)
	_known[entity] = known


func _text_of(entity, member: String) -> String:
	return var2str(entity.get_indexed(NodePath(member)))
