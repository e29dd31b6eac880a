class_name ArenaControls
extends Node
## What the player wants: keyboard and mouse, or a gamepad. The actions are the project's if it has them, else those here.

## Emitted when the player wants to leave.
signal left
## Emitted when the score board is wanted, or no longer.
signal score_wanted(is_wanted: bool)

const RUN := [&"arena_left", &"arena_right", &"arena_up", &"arena_down"]
const DASH := &"arena_dash"
const FIRE := &"arena_fire"
const LAUNCH := &"arena_launch"
const SCORE := &"arena_score"
const OVERVIEW := &"arena_overview"

const _STICK_REST := 0.3
const _CIRCLE_S := 4.0
const _KEYS: Dictionary[StringName, Array] = {
	&"arena_left": [KEY_A, KEY_LEFT],
	&"arena_right": [KEY_D, KEY_RIGHT],
	&"arena_up": [KEY_W, KEY_UP],
	&"arena_down": [KEY_S, KEY_DOWN],
	&"arena_dash": [KEY_SPACE],
	&"arena_score": [KEY_TAB],
	&"arena_overview": [KEY_M],
}
const _MOUSE: Dictionary[StringName, MouseButton] = { FIRE: MOUSE_BUTTON_LEFT, LAUNCH: MOUSE_BUTTON_RIGHT }
const _STICK: Dictionary[StringName, Array] = {
	&"arena_left": [JOY_AXIS_LEFT_X, -1.0],
	&"arena_right": [JOY_AXIS_LEFT_X, 1.0],
	&"arena_up": [JOY_AXIS_LEFT_Y, -1.0],
	&"arena_down": [JOY_AXIS_LEFT_Y, 1.0],
	&"arena_fire": [JOY_AXIS_TRIGGER_RIGHT, 1.0],
	&"arena_launch": [JOY_AXIS_TRIGGER_LEFT, 1.0],
}

## Whether the whole arena is shown.
var shows_all: bool = false
## Runs in circles and shoots by itself; for tests.
var is_automatic: bool = false

var _aim: float = 0.0
var _seq: int = -1 # of the input that is being chosen
var _launches: bool = false # that input


func _init() -> void:
	for action: StringName in _KEYS:
		_add(action)
		for key: Key in _KEYS[action]:
			var pressed := InputEventKey.new()
			pressed.physical_keycode = key
			InputMap.action_add_event(action, pressed)
	for action: StringName in _MOUSE:
		_add(action)
		var clicked := InputEventMouseButton.new()
		clicked.button_index = _MOUSE[action]
		InputMap.action_add_event(action, clicked)
	for action: StringName in _STICK:
		var moved := InputEventJoypadMotion.new()
		moved.axis = _STICK[action][0]
		moved.axis_value = _STICK[action][1]
		InputMap.action_add_event(action, moved)


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action(SCORE):
		score_wanted.emit(event.is_pressed())
		get_viewport().set_input_as_handled()
	elif event.is_action_pressed(OVERVIEW):
		shows_all = not shows_all
	elif event.is_action_pressed(&"ui_cancel"):
		left.emit()


## Where the player aims, in radians from the right, clockwise, 0 to TAU; [param mouse] is where the mouse is as seen from
## the pawn.
func look(mouse: Vector2) -> float:
	var stick := Vector2(Input.get_joy_axis(0, JOY_AXIS_RIGHT_X), Input.get_joy_axis(0, JOY_AXIS_RIGHT_Y))
	if is_automatic:
		_aim = _turn()
	elif stick.length() > _STICK_REST:
		_aim = stick.angle()
	elif Input.get_last_mouse_velocity() != Vector2.ZERO or Input.get_mouse_button_mask() != 0:
		_aim = mouse.angle()
	return fposmod(_aim, TAU)


## Fills in what the player does now. Once it launches, it does so until [param predictor] has sent that input.
func fill(input: ArenaInput, predictor: GodwitPredictor, mouse: Vector2) -> void:
	var run := Input.get_vector(RUN[0], RUN[1], RUN[2], RUN[3])
	if is_automatic:
		run = Vector2.from_angle(_turn())
	input.x = clampf(run.x, -1.0, 1.0)
	input.y = clampf(run.y, -1.0, 1.0)
	input.aim = look(mouse)
	input.dash = predictor.was_pressed(DASH)
	input.fire = _holds(FIRE, predictor) or is_automatic
	if predictor.seq != _seq:
		_seq = predictor.seq
		_launches = false
	_launches = _launches or _holds(LAUNCH, predictor)
	input.launch = _launches


func _holds(action: StringName, predictor: GodwitPredictor) -> bool:
	return predictor.was_pressed(action) or Input.is_action_pressed(action)


static func _turn() -> float:
	return snappedf(Time.get_ticks_msec() / 1000.0 / _CIRCLE_S * TAU, 0.1)


static func _add(action: StringName) -> void:
	if not InputMap.has_action(action):
		InputMap.add_action(action, 0.2)
