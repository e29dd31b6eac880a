extends Node
## What the player wants: keyboard and mouse, or a gamepad's sticks.

const _CIRCLE_S := 4.0
const _STICK_REST := 0.3

## Runs in circles and shoots by itself; for tests.
var is_automatic := false

var _aim := 0.0
var _seq := -1 # of the input that is being chosen
var _launches := false # that input
var _fires := false # that input, too
var _shot_aim := 0.0 # where to


## Where the player aims, in radians from the right, clockwise, 0 to TAU.
func look(mouse: Vector2) -> float:
	var stick := Vector2(Input.get_joy_axis(0, JOY_AXIS_2), Input.get_joy_axis(0, JOY_AXIS_3))
	if is_automatic:
		_aim = _turn()
	elif stick.length() > _STICK_REST:
		_aim = stick.angle()
	elif Input.get_connected_joypads().empty() or Input.get_last_mouse_speed() != Vector2.ZERO:
		_aim = mouse.angle()
	return fposmod(_aim, TAU)


## Fills in what the player does now. Once it shoots or launches, it does so until the predictor has sent that input, and the
## bullet goes where it was aimed in that frame.
func fill(input: ArenaInput, predictor: GodwitPredictor, mouse: Vector2) -> void:
	var run := Vector2.RIGHT.rotated(_turn()) if is_automatic else _wanted_run()
	input.x = clamp(run.x, -1.0, 1.0)
	input.y = clamp(run.y, -1.0, 1.0)
	input.aim = look(mouse)
	input.dash = predictor.was_pressed("ui_select")
	if predictor.seq != _seq:
		_seq = predictor.seq
		_launches = false
		_fires = false
	var fires := is_automatic or Input.is_mouse_button_pressed(BUTTON_LEFT) or Input.is_joy_button_pressed(0, JOY_R2)
	if fires and not _fires:
		_fires = true
		_shot_aim = input.aim
		# What is held is pressed anew for each input, so that the server goes by the frame that showed it.
		predictor.press("fire")
	var launches := Input.is_mouse_button_pressed(BUTTON_RIGHT) or Input.is_joy_button_pressed(0, JOY_L2)
	_launches = _launches or launches
	input.launch = _launches
	input.fire = _fires
	if _fires:
		input.aim = _shot_aim
		predictor.was_pressed("fire") # it goes along with this input


func _wanted_run() -> Vector2:
	var keys := Vector2(_key(KEY_D) - _key(KEY_A), _key(KEY_S) - _key(KEY_W))
	var others := Vector2(
		Input.get_action_strength("ui_right") - Input.get_action_strength("ui_left"),
		Input.get_action_strength("ui_down") - Input.get_action_strength("ui_up")
	)
	return (keys + others).clamped(1.0)


func _key(scancode: int) -> float:
	return 1.0 if Input.is_key_pressed(scancode) else 0.0


func _turn() -> float:
	return stepify(OS.get_ticks_msec() / 1000.0 / _CIRCLE_S * TAU, 0.1)
