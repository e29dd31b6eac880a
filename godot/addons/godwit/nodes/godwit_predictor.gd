@icon("../editor/icons/godwit_predictor.svg")
class_name GodwitPredictor
extends Node
## Moves the player's own entity at once, by the same rule as the server, and sends the inputs.
##
## Put it into the scene of a [GodwitEntitySpawner], which sets its entity, or anywhere with [member entity_set]. Connect
## [signal input_requested] and fill in the input. It is active for the player's own entity only.

## Emitted every frame: fill in what the player does now. The last one before a tick is sent and stepped.
signal input_requested(input: GodwitMessage)
## Emitted when the server did not confirm a prediction: it knew something that the client could not, or the rule is not the
## same. What is shown goes to the right place smoothly.
signal mispredicted(report: GodwitMisprediction)
## Emitted when what was expected with [method expect] was confirmed.
signal confirmed(event: StringName)
## Emitted when what was expected with [method expect] did not happen.
signal rejected(event: StringName)
## Emitted when [member is_active] changed.
signal active_changed(is_active: bool)

## The group that every predictor is in.
const GROUP := "godwit_predictors"

# After a longer frame no input is made for the time before.
const _MOST_BEHIND_MS := 250.0
# After a longer time away the prediction begins anew.
const _MOST_AWAY_MS := 1_000.0
const _SEEN_PARTS := 256.0

## The name of the set in the state whose own entity is predicted; empty in the scene of a spawner.
@export var entity_set: String = ""
## Maps the body's numbers to properties: [code]x[/code] to [code]..:position:x[/code]. A [GodwitSynchronizer] beside it
## leaves these properties alone while it is active.
@export var bindings: Dictionary = {}
## The time until 95 % of a visible error are gone, in milliseconds; 0 shows the truth at once.
@export_range(0, 2_000, 1, "suffix:ms") var smoothing_ms: float = 250.0
## A visible error of this size is gone at once; 0 for never.
@export_range(0.0, 10_000.0, 0.001, "or_greater") var snap_distance: float = 0.0
## The client whose room it is; empty for the only one, such as the [code]Godwit[/code] autoload.
@export_node_path("Node") var client: NodePath = ^""

## The entity predicted; null for none.
var entity: GodwitEntity:
	set(new_value):
		entity = new_value
		_stop()
## The rule that its body moves by; from the contract, if it is not set.
var step: GodwitStep
## What sends its inputs; the client, if it is not set.
var sender: GodwitInputSender
## True while it predicts: the entity is the player's own, and the room has an input for it.
var is_active: bool:
	get:
		return _prediction != null
## True while the server has another rule than this client, see [signal GodwitClient.contract_differs]: the inputs are sent as
## always, but what is shown is what the server tells.
var is_outdated: bool:
	get:
		return _prediction != null and not _client.contract.has_same_step(step)
## True while inputs are stepped again: a sound was played the first time already.
var is_replaying: bool:
	get:
		return _prediction != null and _prediction.is_replaying
## The body after the last input; null while it is not active.
var body: Object:
	get:
		return _prediction.body if _prediction != null else null
## The number of the last input.
var seq: int:
	get:
		return _prediction.seq if _prediction != null else 0
## How many inputs the server has not acknowledged yet.
var pending: int:
	get:
		return _prediction.get_pending() if _prediction != null else 0
## How often it mispredicted.
var corrections: int = 0
## The last misprediction; null for none.
var last_misprediction: GodwitMisprediction

var _client: GodwitClient
var _state: GodwitState
var _prediction: GodwitPrediction
var _springs: GodwitSprings
var _shown: Array = [] # the body's numbers without their errors
var _input: GodwitMessage # of the last frame
var _part: float = 0.0 # of the tick that had passed in the last frame
var _next_tick_ms: float = 0.0
var _advanced_at_ms: float = 0.0
var _seen: float = 0.0 # the moment on the screen in the frame of the input
var _pressed: Dictionary = {} # actions that no input has yet; true if that of the last frame has them
var _noticed: Dictionary = {} # actions whose press in this frame is in the above, or was
var _is_asking: bool = false
var _teleports: int = 0 # as last told
var _pushes: int = 0
var _expected: Array = [] # [event, seq, whether it is confirmed]
var _targets: Array = [] # [index of the number, node, property]
var _resting: Array = [] # [synchronizer, node, property]


func _enter_tree() -> void:
	if Engine.is_editor_hint():
		set_process(false)
	add_to_group(GROUP)


func _exit_tree() -> void:
	_stop()


func _process(_delta: float) -> void:
	advance(GodwitClock.local_ms())


## A frame begins at [param now_ms] of [method GodwitClock.local_ms]; it does so every frame.
func advance(now_ms: float) -> void:
	if not _find_entity() or (_prediction == null and not _start(now_ms)):
		return
	if not sender.is_open():
		# The server would get all of it at once.
		_next_tick_ms = now_ms + _client.clock.tick_ms
		if now_ms - _advanced_at_ms > _MOST_AWAY_MS:
			_stop()
		return
	_noticed.clear()
	_make_inputs(now_ms)
	_ask_input()
	_part = clampf(1.0 - (_next_tick_ms - now_ms) / _client.clock.tick_ms, 0.0, 1.0)
	_springs.advance(maxf(0.0, now_ms - _advanced_at_ms), smoothing_ms)
	_advanced_at_ms = now_ms
	_shown = _look_ahead()
	_show()


## The number of the body as it is shown in this frame, for example [code]shown("x")[/code]; of another's entity as the server
## told it.
func shown(number: String) -> float:
	if _prediction == null:
		var told_step := step if step != null else _get_step()
		if told_step == null or entity == null or not number in told_step.numbers:
			return 0.0
		return told_step.told_of(entity)[told_step.numbers.find(number)]
	var index := step.numbers.find(number)
	if index < 0:
		push_error("The predicted body has no number \"%s\"." % number)
		return 0.0
	var value: float = _shown[index]
	return value + _springs.errors[index]


## True if [param action] was pressed since the last tick, even for less than a frame's time; for [signal input_requested].
func was_pressed(action: StringName) -> bool:
	if Input.is_action_just_pressed(action) and not _noticed.has(action):
		_noticed[action] = true
		press(action)
	if not _pressed.has(action):
		return false
	if _is_asking:
		_pressed[action] = true
	return true


## As if [param action] had been pressed now, for a game's own buttons.
func press(action: StringName) -> void:
	if _pressed.is_empty() and _client != null:
		_seen = _client.clock.view_tick
	if not _pressed.has(action):
		_pressed[action] = false


## Expects that the last input causes [param event]: when the server has stepped that input, [signal confirmed] follows if the
## game called [method confirm] by then, otherwise [signal rejected].
func expect(event: StringName) -> void:
	_expected.append([event, seq, false])


## The server said that [param event] happened: confirms the oldest one expected.
func confirm(event: StringName) -> void:
	for expected: Array in _expected:
		if expected[0] == event and not expected[2]:
			expected[2] = true
			return


func _find_entity() -> bool:
	var receiver := GodwitStateReceiver.of(self, client)
	if _prediction != null and (receiver == null or receiver.state != _state):
		_stop()
	if entity_set.is_empty() or _prediction != null:
		return entity != null and entity.is_present
	var found: GodwitEntitySet = null
	if receiver != null and receiver.state != null:
		found = receiver.state.get_entity_set(entity_set)
	var own: Array = found.get_mirror().known(2) if found != null else []
	var first: GodwitEntity = own[0] if not own.is_empty() else null
	if first != entity:
		entity = first
	return entity != null


func _start(now_ms: float) -> bool:
	_client = GodwitStateReceiver.client_of(self, client) as GodwitClient
	_state = entity.get_state()
	if _client == null or _state == null or not _is_own() or _client.clock.tick_ms <= 0.0:
		return false
	if step == null:
		step = _get_step()
	if sender == null:
		sender = GodwitInputSender.new(_client)
	_input = sender.create_input() if sender.is_open() else null
	if step == null or _input == null:
		return false
	_prediction = GodwitPrediction.new(step, _client.clock.tick_ms / 1000.0)
	_springs = GodwitSprings.new(step.numbers.size())
	_prediction.begin(step.told_of(entity), _state.acknowledged_input, _state.sent_input)
	_teleports = step.moves_of(entity, &"teleports")
	_pushes = step.moves_of(entity, &"pushes")
	_shown = step.numbers_of(_prediction.body)
	_next_tick_ms = now_ms + _client.clock.tick_ms
	_advanced_at_ms = now_ms
	_pressed.clear()
	_state.patched.connect(_on_patched)
	_bind()
	active_changed.emit(true)
	return true


func _stop() -> void:
	if _prediction == null:
		return
	_state.patched.disconnect(_on_patched)
	_prediction = null
	for resting: Array in _resting:
		if is_instance_valid(resting[0]):
			var synchronizer: GodwitSynchronizer = resting[0]
			var node: Node = resting[1]
			var property: StringName = resting[2]
			synchronizer.rest(node, property, false)
	_resting.clear()
	_targets.clear()
	_reject_up_to(-1)
	active_changed.emit(false)


func _get_step() -> GodwitStep:
	var found := GodwitStateReceiver.client_of(self, client) as GodwitClient
	return found.contract.get_step(entity) if found != null and entity != null else null


# Only the owner is told the body.
func _is_own() -> bool:
	for set_of_entities in _state.get_entity_sets():
		if set_of_entities.by_id(entity.id) == entity:
			return entity in set_of_entities.get_mirror().known(2)
	return false


func _make_inputs(now_ms: float) -> void:
	if now_ms - _next_tick_ms > _MOST_BEHIND_MS:
		_next_tick_ms = now_ms
	while _next_tick_ms <= now_ms:
		_next_tick_ms += _client.clock.tick_ms
		_make_input(now_ms)
		if _next_tick_ms <= now_ms:
			# A frame of several ticks: a press is in one input only.
			_ask_input()


func _make_input(now_ms: float) -> void:
	_input.set("seq", _prediction.get_next_seq())
	_input.set("have", _state.version & 0xffff)
	_input.set("seen", int(maxf(0.0, _seen) * _SEEN_PARTS) & 0xffff_ffff)
	var input := sender.get_wire_form(_input)
	if input == null or not sender.send(input):
		return
	_prediction.push(input, now_ms)
	_state.sent_input = _prediction.seq
	for action: StringName in _pressed.keys():
		if _pressed[action]:
			_pressed.erase(action)


func _ask_input() -> void:
	if _pressed.is_empty():
		_seen = _client.clock.view_tick
	_is_asking = true
	input_requested.emit(_input)
	_is_asking = false


# What this frame's input will have done by now: a tick is longer than a frame.
func _look_ahead() -> Array:
	if is_outdated:
		return step.told_of(entity)
	return _prediction.look_ahead(sender.get_wire_form(_input), _part)


func _on_patched(tick: int) -> void:
	if not entity.is_present or not _is_own():
		_stop()
		return
	var acknowledged := _state.acknowledged_input
	if acknowledged != _prediction.acknowledged:
		var age_ms := _prediction.get_age_ms(acknowledged, _client.state_receiver.arrived_at_ms)
		if age_ms >= 0.0:
			_client.clock.add_round_trip(age_ms)
	var before := _shown if is_outdated else _look_ahead()
	var told := step.told_of(entity)
	var predicted := _prediction.acknowledge(acknowledged, told)
	_reject_up_to(acknowledged)
	var teleports := step.moves_of(entity, &"teleports")
	var pushes := step.moves_of(entity, &"pushes")
	var is_teleported := teleports != _teleports
	var is_moved := is_teleported or pushes != _pushes
	_teleports = teleports
	_pushes = pushes
	if predicted.is_empty() and not is_outdated:
		return
	_springs.add(before, _look_ahead())
	if is_teleported or snap_distance > 0.0 and _springs.get_distance() >= snap_distance:
		_springs.reset()
	if is_moved or is_outdated:
		return # nobody could have known
	corrections += 1
	_client.statistics.count_misprediction(step.name)
	var report := GodwitMisprediction.new(step.numbers, predicted, told)
	report.tick = tick
	report.seq = acknowledged
	last_misprediction = report
	mispredicted.emit(report)


func _bind() -> void:
	for number: String in bindings:
		var path := NodePath(str(bindings[number]))
		var index := step.numbers.find(number)
		var node := get_node_or_null(GodwitSynchronizer.node_path_of(path))
		if index < 0 or node == null or path.get_subname_count() == 0:
			push_error("The number %s can't be bound to %s." % [number, path])
			continue
		_targets.append([index, node, NodePath(path.get_concatenated_subnames())])
		_rest(get_parent(), node, path.get_subname(0))


func _rest(root: Node, node: Node, property: StringName) -> void:
	var synchronizer := root as GodwitSynchronizer
	if synchronizer != null:
		synchronizer.rest(node, property, true)
		_resting.append([synchronizer, node, property])
	for child in root.get_children():
		_rest(child, node, property)


func _show() -> void:
	for target: Array in _targets:
		var index: int = target[0]
		var node: Node = target[1]
		var property: NodePath = target[2]
		var value: float = _shown[index]
		node.set_indexed(property, value + _springs.errors[index])


# -1 for all.
func _reject_up_to(acknowledged: int) -> void:
	var decided: Array = []
	for expected: Array in _expected:
		var expected_seq: int = expected[1]
		if acknowledged < 0 or (acknowledged - expected_seq) & 0xffff < 0x8000:
			decided.append(expected)
	for expected: Array in decided:
		_expected.erase(expected)
	for expected: Array in decided:
		var event: StringName = expected[0]
		if expected[2]:
			confirmed.emit(event)
		else:
			rejected.emit(event)
