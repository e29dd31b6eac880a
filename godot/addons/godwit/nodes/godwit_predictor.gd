@icon("../editor/icons/godwit_predictor.svg")
class_name GodwitPredictor
extends Node
## Moves the player's own entity at once, by the same rule as the server, and sends the inputs.
##
## Put it into the scene of a [GodwitEntitySpawner], which sets its entity, or anywhere with [member entity_set]. Connect
## [signal input_requested] and fill in the input. It is active for the player's own entity only.
##
## In the scene of something that nobody steers, such as a projectile, it needs nothing but [member bindings]: its step takes
## no input, so every player's is shown where it is now, ahead of the patches, for one dodges what one sees.

## Emitted every frame: fill in what the player does now. The last one before a tick is sent and stepped.
signal input_requested(input: GodwitMessage)
## Emitted when the server did not confirm a prediction: it knew something that the client could not, or the rule is not the
## same. What is shown goes to the right place smoothly.
signal mispredicted(report: GodwitMisprediction)
## Emitted when what was expected with [method expect] was confirmed.
@warning_ignore("unused_signal") # the verdicts emit it
signal confirmed(event: StringName)
## Emitted when what was expected with [method expect] did not happen.
@warning_ignore("unused_signal") # the verdicts emit it
signal rejected(event: StringName)
## Emitted for what [method GodwitEntitySpawner.spawn_predicted] shows, until its input is made: give [param body] the
## numbers that the server will give it, of [param shooter] after [param input]. [param index] tells apart what one
## input launches.
signal launch_requested(body: Object, shooter: Object, input: GodwitMessage, index: int)
## Emitted when [member is_active] changed.
signal active_changed(is_active: bool)

## The group that every predictor is in.
const GROUP := "godwit_predictors"

# After a longer time away the prediction begins anew.
const _MOST_AWAY_MS := 1_000.0

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
		_wake()
		entity = new_value
		if _launch == null or new_value == null:
			_stop()
		else:
			_hand_over()
## The rule that its body moves by; from the contract, if it is not set.
var step: GodwitStep
## What sends its inputs; the client, if it is not set.
var sender: GodwitInputSender
## True while it predicts: the entity is the player's own, and the room has an input for it; or nobody steers it.
var is_active: bool:
	get:
		return _prediction != null or _carried != null
## True while the server has another rule than this client, see [signal GodwitClient.contract_differs]: the inputs are sent as
## always, but what is shown is what the server tells.
var is_outdated: bool:
	get:
		return is_active and not _client.contract.has_same_step(step)
## True while inputs are stepped again: a sound was played the first time already.
var is_replaying: bool:
	get:
		return _prediction != null and _prediction.is_replaying
## The body after the last input, or after the last tick if nobody steers it; null while it is not active.
var body: Object:
	get:
		if _carried != null:
			return _carried.body
		return _prediction.body if _prediction != null else null
## The number of the last input; while one is asked for, the number of that one.
var seq: int:
	get:
		if _prediction == null:
			return 0
		return _prediction.get_next_seq() if _inputs.is_asking else _prediction.seq
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
var _prediction: GodwitPrediction # of what the player steers
var _inputs: GodwitInputs # that it is stepped with
var _carried: GodwitCarriedBody # what nobody steers
var _launch: GodwitLaunch # until the server tells of it
var _springs: GodwitSprings
var _shown: Array = [] # the body's numbers without their errors
var _advanced_at_ms: float = 0.0
var _is_resting: bool = false
var _verdicts := GodwitVerdicts.new()
var _target := GodwitShownNumbers.new()


func _enter_tree() -> void:
	if Engine.is_editor_hint():
		set_process(false)
	add_to_group(GROUP)


func _exit_tree() -> void:
	_wake()
	_stop()


func _process(_delta: float) -> void:
	if is_active or not _is_of_others():
		advance(GodwitClock.local_ms())
	else:
		_rest()


## A frame begins at [param now_ms] of [method GodwitClock.local_ms]; it does so every frame.
func advance(now_ms: float) -> void:
	if _launch != null:
		return # after its shooter
	if not _find_entity() or (not is_active and not _start(now_ms)):
		return
	if _carried != null:
		_carried.advance(_client.clock.own_tick)
		_show(step.told_of(entity) if is_outdated else _carried.shown, now_ms)
		return
	if not sender.is_open():
		_inputs.wait(_client.clock.played_ms(now_ms))
		if _client.is_server_paused:
			_advanced_at_ms = now_ms # where it is, so is the server's
		elif now_ms - _advanced_at_ms > _MOST_AWAY_MS:
			_stop()
		return
	_inputs.advance(_client.clock.played_ms(now_ms))
	_show(_look_ahead(), now_ms)
	_prediction.advanced.emit(now_ms)


## The number of the body as it is shown in this frame, for example [code]shown("x")[/code]; of another's entity as the server
## told it.
func shown(number: String) -> float:
	if not is_active:
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
	return _prediction != null and _inputs.was_pressed(action)


## As if [param action] had been pressed now, for a game's own buttons.
func press(action: StringName) -> void:
	if _prediction != null:
		_inputs.press(action)


## Expects that the input [member seq] causes [param event]: when the server has stepped that input, [signal confirmed]
## follows if the game called [method confirm] by then, otherwise [signal rejected].
func expect(event: StringName) -> void:
	_verdicts.expect(event, seq)


## The server said that [param event] happened: confirms the oldest one expected.
func confirm(event: StringName) -> void:
	_verdicts.confirm(event)


## For the spawner: the prediction of what the player steers in the room of [param state]; null if it does not.
func get_prediction_in(state: GodwitState) -> GodwitPrediction:
	return _prediction if _state == state else null


## For the spawner: shows what an input launches in the room of [param state], which moves by [param p_step], before the
## server knows of it.
func begin_launch(launch: GodwitLaunch, p_step: GodwitStep, p_client: GodwitClient, state: GodwitState) -> void:
	_client = p_client
	_state = state
	step = p_step
	_launch = launch
	_begin_carried()
	launch.shooter.advanced.connect(_on_shooter_advanced)


func _is_of_others() -> bool:
	return step != null and step.has_input and entity_set.is_empty() and entity != null and not entity.is_own()


# Most are of others: they must cost nothing, until theirs becomes the player's own.
func _rest() -> void:
	_is_resting = true
	set_process(false)
	entity.own_changed.connect(_on_own_changed)


func _wake() -> void:
	if not _is_resting:
		return
	_is_resting = false
	set_process(true)
	entity.own_changed.disconnect(_on_own_changed)


func _on_own_changed(_is_own: bool) -> void:
	_wake()


func _find_entity() -> bool:
	if is_active and not _is_in_room():
		_stop()
	if entity_set.is_empty() or is_active:
		return entity != null and entity.is_present
	var receiver := GodwitStateReceiver.of(self, client)
	var own: GodwitEntity = null
	if receiver != null and receiver.state != null:
		own = receiver.state.find_own(entity_set)
	if own != entity:
		entity = own
	return entity != null


func _is_in_room() -> bool:
	return is_instance_valid(_client) and _client.is_inside_tree() and _client.state_receiver.state == _state


func _start(now_ms: float) -> bool:
	_client = GodwitStateReceiver.client_of(self, client) as GodwitClient
	_state = entity.get_state()
	if _client == null or _state == null or _client.clock.tick_ms <= 0.0:
		return false
	if step == null:
		step = _get_step()
	_advanced_at_ms = now_ms
	if step != null and not step.has_input:
		_begin_carried()
		_carried.begin_told(entity, _client.clock.own_tick)
		_state.patched.connect(_on_told)
		return true
	if not entity.is_own():
		return false
	if sender == null:
		sender = GodwitInputSender.new(_client)
	var input := sender.create_input() if sender.is_open() else null
	if step == null or input == null:
		return false
	_prediction = GodwitPrediction.new(step, _client.clock.tick_ms / 1000.0)
	_prediction.begin(step.told_of(entity), _state.acknowledged_input, _state.sent_input)
	_prediction.take_moves(entity)
	_inputs = GodwitInputs.new(input, sender, _prediction, _state, _client.clock)
	_inputs.requested.connect(_on_requested)
	_inputs.wait(_client.clock.played_ms(now_ms))
	_state.patched.connect(_on_patched)
	_begin_showing(step.numbers_of(_prediction.body))
	return true


func _begin_carried() -> void:
	_carried = GodwitCarriedBody.new(step, _client.clock.tick_ms / 1000.0)
	_begin_showing(_carried.shown)


func _begin_showing(numbers: Array) -> void:
	_springs = GodwitSprings.new(step.numbers.size())
	_shown = numbers
	_target.bind(self, step.numbers, bindings)
	active_changed.emit(true)


func _stop() -> void:
	if not is_active:
		return
	if _prediction != null:
		_state.patched.disconnect(_on_patched)
	elif _launch == null:
		_state.patched.disconnect(_on_told)
	_end_launch()
	_prediction = null
	_inputs = null
	_carried = null
	_target.release()
	_verdicts.decide(-1, self)
	active_changed.emit(false)


func _get_step() -> GodwitStep:
	var found := GodwitStateReceiver.client_of(self, client) as GodwitClient
	return found.contract.get_step(entity) if found != null and entity != null else null


# What this frame's input will have done by now: a tick is longer than a frame.
func _look_ahead() -> Array:
	return step.told_of(entity) if is_outdated else _prediction.look_ahead()


func _on_requested(input: GodwitMessage) -> void:
	input_requested.emit(input)


func _on_patched(tick: int) -> void:
	if not entity.is_present or not entity.is_own():
		_stop()
		return
	var acknowledged := _state.acknowledged_input
	if acknowledged != _prediction.acknowledged:
		var age_ms := _prediction.get_age_ms(acknowledged, _client.clock.played_ms(_client.state_receiver.arrived_at_ms))
		if age_ms >= 0.0:
			_client.clock.add_round_trip(age_ms)
	var told := step.told_of(entity)
	var predicted := _prediction.acknowledge(acknowledged, told)
	_verdicts.decide(acknowledged, self)
	var moves := _prediction.take_moves(entity)
	if predicted.is_empty() and not is_outdated:
		return
	_springs.correct(_shown, _look_ahead(), moves == &"teleports", snap_distance)
	if is_outdated or not moves.is_empty() or not _prediction.is_comparable:
		return # nobody could have known
	corrections += 1
	_client.statistics.count_misprediction(step.name)
	last_misprediction = GodwitMisprediction.new(step.numbers, predicted, told)
	last_misprediction.tick = tick
	last_misprediction.seq = acknowledged
	mispredicted.emit(last_misprediction)


func _on_told(_tick: int) -> void:
	if not entity.is_present:
		_stop()
	elif _carried.is_news(entity):
		_carried.correct(entity, _client.clock.own_tick, _springs, snap_distance)


func _on_shooter_advanced(now_ms: float) -> void:
	var begin := _launch.get_begin()
	if not begin.is_empty():
		var shooter: Object = begin[0]
		var input: GodwitMessage = begin[1]
		launch_requested.emit(_carried.body, shooter, input, _launch.index)
		_carried.begin(step.numbers_of(_carried.body), 0)
	_carried.step_to(_launch.get_age())
	_show(_carried.shown, now_ms)


func _hand_over() -> void:
	_end_launch()
	_state.patched.connect(_on_told)
	_carried.hand_over(entity, _client.clock.own_tick, _springs, snap_distance)


func _end_launch() -> void:
	if _launch != null:
		_launch.shooter.advanced.disconnect(_on_shooter_advanced)
	_launch = null


func _show(numbers: Array, now_ms: float) -> void:
	_springs.advance(maxf(0.0, now_ms - _advanced_at_ms), smoothing_ms)
	_advanced_at_ms = now_ms
	_shown = numbers
	_target.show(_shown, _springs.errors)
