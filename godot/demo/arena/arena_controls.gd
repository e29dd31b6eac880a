class_name ArenaControls
extends Node
## What the player wants: keyboard and mouse, or a gamepad; see [ArenaBindings].

## Emitted when the player wants the menu.
signal menu_wanted
## Emitted when the player wants to say something.
signal chat_wanted
## Emitted when the score board is wanted, or no longer.
signal score_wanted(is_wanted: bool)

const RUN := [&"arena_left", &"arena_right", &"arena_up", &"arena_down"]
const DASH := &"arena_dash"
const FIRE := &"arena_fire"
const LAUNCH := &"arena_launch"

const _STICK_REST := 0.3
const _CIRCLE_S := 4.0
# How fast keys turn the aim, in radians per second.
const _TURN_SPEED := 4.0

## Whether the whole arena is shown.
var shows_all: bool = false
## Runs in circles and shoots by itself; for tests.
var is_automatic: bool = false
## Whether the keys are for something else now: the chat, a menu.
var is_paused: bool = false

var _aim: float = 0.0
var _seq: int = -1 # of the input that is being chosen
var _launches: bool = false # that input
var _fires: bool = false # that input, too
var _shot_aim: float = 0.0 # where to


func _unhandled_input(event: InputEvent) -> void:
	if is_paused and event.is_pressed():
		return
	if event.is_action(&"arena_score"):
		score_wanted.emit(event.is_pressed())
		get_viewport().set_input_as_handled()
	elif event.is_action_pressed(&"arena_overview"):
		shows_all = not shows_all
	elif event.is_action_pressed(&"arena_chat"):
		chat_wanted.emit()
		get_viewport().set_input_as_handled()
	elif event.is_action_pressed(&"arena_menu"):
		menu_wanted.emit()
		get_viewport().set_input_as_handled()


func _process(delta: float) -> void:
	if not is_paused:
		_aim += Input.get_axis(&"arena_turn_left", &"arena_turn_right") * _TURN_SPEED * delta


## Where the player aims, in radians from the right, clockwise, 0 to TAU; [param mouse] is where the mouse is as seen from
## the pawn.
func look(mouse: Vector2) -> float:
	var stick := Vector2(Input.get_joy_axis(0, JOY_AXIS_RIGHT_X), Input.get_joy_axis(0, JOY_AXIS_RIGHT_Y))
	if is_automatic:
		_aim = _turn()
	elif is_paused:
		pass
	elif stick.length() > _STICK_REST:
		_aim = stick.angle()
	elif Input.get_last_mouse_velocity() != Vector2.ZERO or Input.get_mouse_button_mask() != 0:
		_aim = mouse.angle()
	return fposmod(_aim, TAU)


## Which way the player runs, at most 1 long; nowhere while the keys are for something else.
func get_run() -> Vector2:
	return Vector2.ZERO if is_paused else Input.get_vector(RUN[0], RUN[1], RUN[2], RUN[3])


## Fills in what the player does now. Once it shoots or launches, it does so until [param predictor] has sent that input, and
## the bullet goes where it was aimed in that frame.
func fill(input: ArenaInput, predictor: GodwitPredictor, mouse: Vector2) -> void:
	var run := Vector2.from_angle(_turn()) if is_automatic else get_run()
	input.x = clampf(run.x, -1.0, 1.0)
	input.y = clampf(run.y, -1.0, 1.0)
	input.aim = look(mouse)
	# Asked always: a press while something else has the keys is forgotten with its tick.
	var dashes := predictor.was_pressed(DASH)
	input.dash = dashes and not is_paused
	if predictor.seq != _seq:
		_seq = predictor.seq
		_launches = false
		_fires = false
	if not _fires and _holds(FIRE, predictor, is_automatic):
		_fires = true
		_shot_aim = input.aim
	_launches = _launches or _holds(LAUNCH, predictor, false)
	input.fire = _fires
	input.launch = _launches
	if _fires:
		input.aim = _shot_aim


# What is held is pressed anew for each input, so that the server goes by the frame that showed it.
func _holds(action: StringName, predictor: GodwitPredictor, is_held: bool) -> bool:
	if is_held or (not is_paused and Input.is_action_pressed(action)):
		predictor.press(action)
	return predictor.was_pressed(action) and (is_held or not is_paused)


static func _turn() -> float:
	return snappedf(Time.get_ticks_msec() / 1000.0 / _CIRCLE_S * TAU, 0.1)
