extends Lab
## Lab 4: shots at what is on the screen, judged by what was on the screen.

const _PAUSE_MS := 700.0
const _SHOWN_MS := 900.0

var _aim: float = 0.0 # of the last press
var _shots: Array[Shot] = []
var _judged: int = 0
var _on_seen: int = 0
var _on_present: int = 0
var _next_ms: float = 0.0

@onready var _predictor: GodwitPredictor = $Predictor
@onready var _targets: Node2D = $Targets


# A shot, as its shooter sees it.
class Shot:
	extends RefCounted

	var from: Vector2
	var target: int # the entity's id
	var at: Vector2 # where it was on the screen
	var fired_ms: float
	var is_judged: bool = false
	var truth: Vector2 # where the server says that it was on the screen


func _begin() -> void:
	Godwit.labs.shot_judged.connect(_on_shot_judged)
	show_figure("hits on what was seen", "–")
	show_figure("hits on the present", "–")
	show_figure("screen against server", "–")
	show_figure("view delay", "–")


func _exit_tree() -> void:
	if Godwit.labs.shot_judged.is_connected(_on_shot_judged):
		Godwit.labs.shot_judged.disconnect(_on_shot_judged)


func _unhandled_input(event: InputEvent) -> void:
	super(event)
	var click := event as InputEventMouseButton
	if click != null and click.pressed and _predictor.is_active:
		_fire(get_local_mouse_position() - _targets.position)


func _on_predictor_input_requested(input: LabsInput) -> void:
	if arguments.plays and now_ms > _next_ms and _targets.get_child_count() > 0:
		_next_ms = now_ms + _PAUSE_MS
		_fire((_targets.get_child(_judged % _targets.get_child_count()) as LabTarget).position)
	var steer := Vector2.ZERO if arguments.plays else get_steer()
	input.x = steer.x
	input.y = steer.y
	input.fire = _predictor.was_pressed(&"ui_accept")
	input.aim = _aim


# What is aimed at is on the screen now; the input takes along which moment that is.
func _fire(at: Vector2) -> void:
	var shot := Shot.new()
	shot.from = Vector2(_predictor.shown("x"), _predictor.shown("y"))
	shot.fired_ms = GodwitClock.local_ms()
	for target: LabTarget in _targets.get_children():
		if shot.target == 0 or target.position.distance_to(at) < shot.at.distance_to(at):
			shot.target = target.entity.id
			shot.at = target.position
	_shots.append(shot)
	_aim = shot.from.angle_to_point(at)
	_predictor.press(&"ui_accept")


func _on_shot_judged(judged: LabsShotJudged) -> void:
	_judged += 1
	_on_seen += int(judged.is_on_seen)
	_on_present += int(judged.is_on_present)
	show_figure("hits on what was seen", "%d of %d" % [_on_seen, _judged])
	show_figure("hits on the present", "%d of %d" % [_on_present, _judged])
	for shot in _shots:
		if shot.is_judged:
			continue
		shot.is_judged = true
		shot.truth = Vector2(judged.x, judged.y)
		if shot.target == judged.target:
			show_figure("screen against server", "%.3f units" % shot.at.distance_to(shot.truth))
		return


func _draw_field() -> void:
	draw_walls()
	show_figure("view delay", "%d ms" % Godwit.clock.view_delay_ms)
	var room := Godwit.rooms.current
	if room == null or not room.state is GodwitLabsRangeState or not _predictor.is_active:
		return
	for target: GodwitLabTarget in (room.state as GodwitLabsRangeState).targets.all():
		draw_figure(target.position, GHOST, "", true)
	draw_figure(Vector2(_predictor.shown("x"), _predictor.shown("y")), RUNNER)
	for shot: Shot in _shots.duplicate():
		var left := 1.0 - (GodwitClock.local_ms() - shot.fired_ms) / _SHOWN_MS
		if left < 0.0 and shot.is_judged:
			_shots.erase(shot)
		draw_line(shot.from, shot.from + (shot.at - shot.from) * 1.3, Color(RUNNER, clampf(left, 0.0, 1.0)), 2.0, true)
		if shot.is_judged:
			draw_arc(shot.truth, GodwitLabsShared.RADIUS + 5.0, 0.0, TAU, 40, Color(RUNNER, clampf(left, 0.0, 1.0)), 2.0, true)
