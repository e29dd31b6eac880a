class_name GodwitInputs
extends RefCounted
## The inputs of a [GodwitPredictor]: one is asked for in each frame, and the last one before a tick is sent and stepped.

## Emitted once per frame, and again for each tick more in a long one: fill in [param input].
signal requested(input: GodwitMessage)

# After a longer frame no input is made for the time before.
const _MOST_BEHIND_MS := 250.0

## True while an input is asked for.
var is_asking: bool = false

var _input: GodwitMessage # of the last frame
var _sender: GodwitInputSender
var _prediction: GodwitPrediction
var _state: GodwitState
var _clock: GodwitClock
var _presses := GodwitPresses.new()
var _next_tick_ms: float = 0.0


## Fills in [param input] for each tick of [param clock], sends it by [param sender], and steps [param prediction] with it.
## [param state] is what the player sees.
func _init(
	input: GodwitMessage, sender: GodwitInputSender, prediction: GodwitPrediction, state: GodwitState, clock: GodwitClock
) -> void:
	_input = input
	_sender = sender
	_prediction = prediction
	_state = state
	_clock = clock


## Nothing can be sent at [param now_ms], so that none is made: the server would get all of it at once.
func wait(now_ms: float) -> void:
	_next_tick_ms = now_ms + _clock.tick_ms


## A frame begins at [param now_ms].
func advance(now_ms: float) -> void:
	_presses.begin_frame()
	if now_ms - _next_tick_ms > _MOST_BEHIND_MS:
		_next_tick_ms = now_ms
	while _next_tick_ms <= now_ms:
		_next_tick_ms += _clock.tick_ms
		_send(now_ms)
		if _next_tick_ms <= now_ms:
			# A frame of several ticks: a press is in one input only.
			_ask()
	_prediction.shown_part = clampf(1.0 - (_next_tick_ms - now_ms) / _clock.tick_ms, 0.0, 1.0)
	_ask()


## True if [param action] was pressed since the last tick.
func was_pressed(action: StringName) -> bool:
	if InputMap.has_action(action) and Input.is_action_just_pressed(action) and _presses.notice(action):
		press(action)
	return _presses.has(action, is_asking)


## As if [param action] had been pressed now.
func press(action: StringName) -> void:
	_presses.press(action, _clock.view_tick, _prediction.shown_part)


func _send(now_ms: float) -> void:
	_input.set("seq", _prediction.get_next_seq())
	_input.set("have", _state.version & 0xffff)
	_input.set("seen", _presses.get_seen())
	var input := _sender.get_wire_form(_input)
	if input == null or not _sender.send(input):
		return
	_prediction.push(input, now_ms)
	_state.sent_input = _prediction.seq
	_presses.send()


func _ask() -> void:
	_presses.look(_clock.view_tick, _prediction.shown_part)
	is_asking = true
	_input.set("seq", _prediction.get_next_seq())
	requested.emit(_input)
	is_asking = false
	_prediction.shown_input = _sender.get_wire_form(_input)
