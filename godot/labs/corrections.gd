extends Lab
## Lab 2: somebody shoves your runner, which its prediction cannot know.

const _PAUSE_MS := 1_600.0
const _FRAME_MS := 1000.0 / 60.0

var _shove := LabsShove.new(80.0)
var _from: float = 0.0
var _last: float = NAN
var _began_ms: float = -1.0 # when the shove was first seen
var _is_waiting: bool = false
var _largest: float = 0.0
var _next_ms: float = 0.0
var _graph: LabGraph

@onready var _predictor: GodwitPredictor = $Predictor


func _begin() -> void:
	add_knob("Shove", "units", Vector3(10.0, 200.0, 10.0), _shove.by, func(by: float) -> void: _shove.by = by)
	add_knob("Smoothing", "ms", Vector3(0.0, 1_000.0, 50.0), 250.0, func(ms: float) -> void: _predictor.smoothing_ms = ms)
	add_button("Shove me", _on_shove_pressed)
	add_switch("Told by the server", false, func(is_on: bool) -> void: _shove.is_told = is_on)
	show_figure("largest step in 1/60 s", "–")
	show_figure("95 % gone after", "–")
	show_figure("corrections", "0")
	_graph = add_graph("units in 1/60 s", 4.0)


func _on_predictor_input_requested(input: LabsInput) -> void:
	var steer := Vector2.ZERO if arguments.plays else get_steer()
	input.x = steer.x
	input.y = steer.y
	input.dash = _predictor.was_pressed(&"ui_accept")


func _on_shove_pressed() -> void:
	_from = _predictor.shown("x")
	_last = _from
	_is_waiting = true
	_began_ms = -1.0
	_largest = 0.0
	Godwit.send(_shove)


func _process(delta: float) -> void:
	super(delta)
	if arguments.plays and _predictor.is_active and now_ms > _next_ms:
		_next_ms = now_ms + _PAUSE_MS
		_shove.by = -_shove.by
		_on_shove_pressed()


func _draw_field() -> void:
	draw_walls()
	if not _predictor.is_active:
		return
	var body: GodwitLabsShared.LabBody = _predictor.body
	var place := Vector2(_predictor.shown("x"), _predictor.shown("y"))
	draw_figure(Vector2(body.x, body.y), GHOST, "", true)
	draw_figure(place, RUNNER, "you")
	if is_nan(_last):
		_last = place.x
	# As if each frame took 1/60 s.
	var step := (place.x - _last) * _FRAME_MS / maxf(frame_ms, 1.0)
	_graph.add(step)
	_watch(place.x, step)
	_last = place.x
	show_figure("corrections", str(_predictor.corrections))


func _watch(x: float, step: float) -> void:
	if not _is_waiting:
		return
	_largest = maxf(_largest, absf(step))
	if _began_ms < 0.0 and absf(x - _from) > 0.01:
		_began_ms = now_ms - frame_ms
	if absf(x - _from) >= 0.95 * absf(_shove.by):
		_is_waiting = false
		show_figure("largest step in 1/60 s", "%.1f %%" % (100.0 * _largest / absf(_shove.by)))
		show_figure("95 % gone after", "%d ms" % (now_ms - _began_ms))
