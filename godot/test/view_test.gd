extends StateCase
## What a [GodwitSynchronizer] shows of a runner, in simulated time: ticks of 30 Hz, patches of 20 Hz, 60 frames a second.

const _TICK_MS := 1000.0 / 30.0
const _FRAME_MS := 1000.0 / 60.0
const _SPEED := 0.2 # pixels per millisecond

var _client: GodwitClient
var _figure: Node2D
var _synchronizer: GodwitSynchronizer
var _line: SimulatedLine
var _now_ms: float
var _tick: int
var _credit: int
var _told: float # the place in the latest patch
var _base: int # the version that the client has
var _was_quiet: bool # nothing changed in the patch before
var _steps: PackedFloat64Array # of the shown place, a frame each
var _places: StringName # the method that knows them, by tick


func before_each() -> void:
	super()
	_client = make_client()
	_client.set_process(false)
	_client.contract = Catalogue.new()
	_client.clock.set_rates(30.0, 20.0)
	_receiver = _client.state_receiver
	_now_ms = 0.0
	_tick = 0
	_credit = 0
	_told = -1.0
	_base = 1
	_was_quiet = false
	_places = &"_running"
	_steps = []
	_line = SimulatedLine.new(1, 100.0)


func after_each() -> void:
	_figure.free()
	super()


func test_a_steady_runner_is_shown_evenly_without_jitter() -> void:
	_start()
	_run(10_000.0)
	expect(_get_unevenness() <= 0.02, "an unevenness of %f" % _get_unevenness())


func test_a_steady_runner_is_shown_evenly_with_jitter() -> void:
	for random_seed in 5:
		_line = SimulatedLine.new(random_seed, 100.0, 30.0)
		_start()
		_run(30_000.0)
		expect(_get_unevenness() <= 0.03, "seed %d: an unevenness of %f" % [random_seed, _get_unevenness()])
		_figure.free()
		before_each()
	_start()


func test_a_stall_is_hardly_seen() -> void:
	for random_seed in 5:
		_line = SimulatedLine.new(random_seed, 100.0)
		_start()
		_run(3_000.0 + random_seed * 11.0)
		var ordinary := _SPEED * _FRAME_MS
		_line.stall(_now_ms + 300.0)
		_run(300.0)
		var held := _get_error()
		_run(250.0)
		var highest := 0.0
		var lowest := INF
		for step in _steps:
			highest = maxf(highest, step)
			lowest = minf(lowest, step)
		expect(held > 5.0 * ordinary, "seed %d: it was held up: %f" % [random_seed, held])
		expect(highest <= 3.0 * ordinary, "seed %d: a step of %f ordinary ones" % [random_seed, highest / ordinary])
		expect(lowest >= -0.01, "seed %d: never back: %f" % [random_seed, lowest])
		expect(_get_error() <= 0.05 * held, "seed %d: %f of %f is left" % [random_seed, _get_error(), held])
		_figure.free()
		before_each()
	_start()


func test_a_runner_who_stops_does_not_go_on() -> void:
	_places = &"_running_to_a_rest"
	_start()
	_run(5_000.0)
	var farthest := 0.0
	var place := 0.0
	for step in _steps:
		place += step
		farthest = maxf(farthest, place)
	expect(is_equal_approx(_figure.position.x, _running(60)), "there it stands: %s" % _figure.position)
	expect(farthest <= place + 0.01, "and was never farther: %f" % (farthest - place))


func test_a_runner_who_starts_after_a_rest_does_not_creep() -> void:
	_places = &"_running_after_a_rest"
	_start()
	_run(2_050.0)
	expect_equal(_figure.position.x, 0.0, "still there")
	_run(3_000.0)
	expect(_get_unevenness(140) <= 0.02, "and then evenly: %f" % _get_unevenness(140))


func test_a_teleport_is_no_run() -> void:
	_places = &"_running_with_a_teleport"
	_start()
	_synchronizer.teleport_distance = 500.0
	_run(4_000.0)
	var jumps := 0
	for step in _steps:
		jumps += 1 if step > 900.0 else 0
		expect(step < 6.0 or step > 900.0, "no step in between: %f" % step)
	expect_equal(jumps, 1, "jumps")


func test_steps_can_be_shown_as_they_are() -> void:
	_start()
	_synchronizer.interpolation = GodwitSynchronizer.Interpolation.STEP
	_run(3_000.0)
	var standing := 0
	for step in _steps:
		standing += 1 if step == 0.0 else 0
	expect(standing * 2 > _steps.size(), "between two patches it stands: %d of %d" % [standing, _steps.size()])


func test_who_is_paused_stands_still() -> void:
	_start()
	_run(2_000.0)
	var place := _figure.position.x
	tree.paused = true
	_run(500.0)
	tree.paused = false
	expect_equal(_figure.position.x, place, "there it stands")
	_run(500.0)
	expect(absf(_get_error()) < 0.01, "and there it would be: %f" % _get_error())


func _running(tick: int) -> float:
	return tick * _TICK_MS * _SPEED


func _running_to_a_rest(tick: int) -> float:
	return _running(mini(tick, 60))


func _running_after_a_rest(tick: int) -> float:
	return _running(maxi(tick, 60) - 60)


func _running_with_a_teleport(tick: int) -> float:
	return _running(tick) + (1_000.0 if tick >= 60 else 0.0)


func _start() -> void:
	var pawns := _section("pawns", "added", [1], { "position": [[call(_places, 0), 0.0]], "hp": [1], "heading": [0.0] })
	var own := _section("", "added", [0], { "phase": ["wait"] })
	_receiver.receive_patch(_packet({ "full": true, "state": "Arena", "base": 0 }, [own, pawns]), 0.0)
	_figure = Node2D.new()
	_synchronizer = GodwitSynchronizer.new()
	_synchronizer.bindings = { "position": ^"..:position" }
	_synchronizer.interpolated = ["position"]
	_synchronizer.client = _client.get_path()
	_synchronizer.entity = _pawn(1)
	_figure.add_child(_synchronizer)
	tree.root.add_child(_figure)
	_figure.set_process(false)


# As the server does: what does not change is not sent, except once at the end.
func _run(duration_ms: float) -> void:
	var end_ms := _now_ms + duration_ms
	while _now_ms < end_ms:
		while (_tick + 1) * _TICK_MS <= _now_ms:
			_tick += 1
			_credit += 20
			if _credit >= 30:
				_credit -= 30
				_send_patch()
		for packet: Dictionary in _line.take(_now_ms):
			_receiver.receive_patch(packet, _now_ms)
		var before := _figure.position.x
		_receiver.advance(_now_ms)
		_receiver.view.show()
		_steps.append(_figure.position.x - before)
		_now_ms += _FRAME_MS


func _send_patch() -> void:
	var place: float = call(_places, _tick)
	var is_quiet := place == _told
	_version += 1
	if is_quiet and _was_quiet:
		return
	_was_quiet = is_quiet
	_told = place
	var sections: Array = [] if is_quiet else [_section("pawns", "changed", [1], { "position": [[place, 0.0]] })]
	_line.send(_packet({ "base": _base }, sections), _tick * _TICK_MS)
	_base = _version


func _packet(head: Dictionary, sections: Array) -> Dictionary:
	if head.has("full"):
		_version = 1
		_base = 1
	var message: Dictionary = {
		"version": _version, "tick": _tick, "serverTimeMs": 1_000 + int(_tick * _TICK_MS), "sets": sections,
	}
	message.merge(head)
	return { "type": 10, "message": message }


# How far behind the true line: where the runner was at the tick that is shown.
func _get_error() -> float:
	return _receiver.clock.view_tick * _TICK_MS * _SPEED - _figure.position.x


# After the first seconds, in which the clock finds its place.
func _get_unevenness(from: int = 180) -> float:
	var steps := _steps.slice(from)
	var mean := 0.0
	for step in steps:
		mean += step / steps.size()
	var variance := 0.0
	for step in steps:
		variance += (step - mean) * (step - mean) / steps.size()
	return sqrt(variance) / mean
