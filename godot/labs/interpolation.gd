extends Lab
## Lab 3: a runner at an even speed, as its patches come and as a [GodwitSynchronizer] shows it.

const _FRAMES := 240
const _STALL_MS := 300

var _graph: LabGraph
var _shown := Speeds.new()
var _raw := Speeds.new()

@onready var _spawner: GodwitEntitySpawner = $Spawner


# Of the last frames: how much the speed varies, as a part of it.
class Speeds:
	extends RefCounted

	var _last := Vector2.INF
	var _speeds := PackedFloat64Array()

	func add(place: Vector2, elapsed_ms: float) -> float:
		if _last == Vector2.INF:
			_last = place
		var speed := 1000.0 * place.distance_to(_last) / maxf(elapsed_ms, 0.001)
		_last = place
		_speeds.append(speed)
		if _speeds.size() > _FRAMES:
			_speeds.remove_at(0)
		return speed

	func get_unevenness() -> float:
		var mean := 0.0
		for speed in _speeds:
			mean += speed / _speeds.size()
		var variance := 0.0
		for speed in _speeds:
			variance += (speed - mean) * (speed - mean) / _speeds.size()
		return sqrt(variance) / maxf(mean, 0.001)


func _begin() -> void:
	add_knob("View delay, 0: its own", "ms", Vector3(0.0, 300.0, 10.0), 0.0, _on_delay_changed)
	add_knob("Goes on for", "ms", Vector3(0.0, 500.0, 50.0), 100.0, _on_extrapolation_changed)
	add_button("Stall for %d ms" % _STALL_MS, _on_stall_pressed)
	show_figure("unevenness, shown", "–")
	show_figure("unevenness, patches", "–")
	show_figure("view delay", "–")
	_graph = add_graph("shown speed, units/s", 250.0)


func _exit_tree() -> void:
	Godwit.settings.view_delay_ms = 0.0


func _on_delay_changed(ms: float) -> void:
	Godwit.settings.view_delay_ms = ms


func _on_extrapolation_changed(ms: float) -> void:
	for figure: Node in $Runners.get_children():
		var synchronizer: GodwitSynchronizer = figure.get_node("Synchronizer")
		synchronizer.max_extrapolation_ms = ms


func _on_stall_pressed() -> void:
	Godwit.network_lab.stall(_STALL_MS)


func _draw_field() -> void:
	var room := Godwit.rooms.current
	if room == null or not room.state is GodwitLabsFieldState:
		return
	for runner: GodwitLabRunner in (room.state as GodwitLabsFieldState).runners.all():
		draw_figure(runner.position, GHOST, "", true)
		var figure := _spawner.instance_of(runner.id) as LabFigure
		if not runner.owner.is_empty() or figure == null:
			continue
		_raw.add(runner.position, frame_ms)
		_graph.add(_shown.add(figure.position, frame_ms))
	show_figure("unevenness, shown", "%.3f" % _shown.get_unevenness())
	show_figure("unevenness, patches", "%.2f" % _raw.get_unevenness())
	show_figure("view delay", "%d ms" % Godwit.clock.view_delay_ms)
