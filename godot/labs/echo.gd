extends Lab
## Lab 1: the same runner twice, as the server's patches show it and as it is predicted.

var _echo := Reaction.new()
var _predicted := Reaction.new()
var _was_standing: bool = true

@onready var _predictor: GodwitPredictor = $Predictor


# From the press of a key until something is seen to move.
class Reaction:
	extends RefCounted

	var text: String = "–"
	var _from := Vector2.ZERO
	var _frame: int = -1
	var _at_ms: float = 0.0

	func press(place: Vector2) -> void:
		_from = place
		_frame = Engine.get_process_frames()
		_at_ms = GodwitClock.local_ms()

	func watch(place: Vector2) -> void:
		if _frame < 0 or place.distance_to(_from) < 0.5:
			return
		var frames := Engine.get_process_frames() - _frame + 1
		text = "%d frame%s, %d ms" % [frames, "" if frames == 1 else "s", GodwitClock.local_ms() - _at_ms]
		_frame = -1


func _on_predictor_input_requested(input: LabsInput) -> void:
	var steer := get_steer()
	if arguments.plays:
		# To the right, a rest, to the left, a rest.
		var phase := fmod(now_ms, 3_600.0)
		steer = Vector2.RIGHT if phase < 900.0 else Vector2.LEFT if phase > 1_800.0 and phase < 2_700.0 else Vector2.ZERO
	input.x = steer.x
	input.y = steer.y
	input.dash = _predictor.was_pressed(&"ui_accept")
	if _was_standing and not steer.is_zero_approx():
		_echo.press((_predictor.entity as GodwitLabRunner).position)
		_predicted.press(_get_place())
	_was_standing = steer.is_zero_approx()


func _get_place() -> Vector2:
	return Vector2(_predictor.shown("x"), _predictor.shown("y"))


func _draw_field() -> void:
	draw_walls()
	var own := _predictor.entity as GodwitLabRunner
	if own == null:
		return
	draw_figure(own.position, GHOST, "echo", true)
	draw_figure(_get_place(), RUNNER, "predicted")
	_echo.watch(own.position)
	_predicted.watch(_get_place())
	show_figure("predicted: key to motion", _predicted.text)
	show_figure("echo: key to motion", _echo.text)
	show_figure("corrections", str(_predictor.corrections))
	show_figure("inputs on their way", str(_predictor.pending))
