extends GodwitTest
## The clock, in simulated time: ticks of 30 Hz, patches of 20 Hz, about 60 frames a second of uneven length.

const _TICK_MS := 1000.0 / 30.0

var _clock: GodwitClock
var _line: SimulatedLine
var _tick: int
var _version: int
var _now_ms: float
var _shown_ms: float # of the last frame
var _frame_lengths := RandomNumberGenerator.new()
var _shortest_frame_ms: float
var _longest_frame_ms: float
var _is_quiet: bool # nothing changes in the room
var _credit: int
var _beyond: int # frames that show a moment beyond the newest patch
var _frames: int
var _newest: int
var _server_late_ms: float # how much later than on time the server runs its ticks
var _lowest_rate: float
var _highest_rate: float
var _jumps: int


func before_each() -> void:
	_start(SimulatedLine.new(1, 100.0))


func test_after_ten_seconds_of_jitter_it_is_exact() -> void:
	for random_seed in 12:
		_start(SimulatedLine.new(random_seed, 100.0, 30.0))
		_shortest_frame_ms = 0.5
		_longest_frame_ms = 1.5
		_run(10_000.0)
		var error_ms := _clock.server_tick * _TICK_MS - (_shown_ms - 70.0)
		expect(absf(error_ms) <= 3.0, "seed %d: an error of %f ms" % [random_seed, error_ms])
		expect_equal(_jumps, 0, "seed %d: jumps" % random_seed)


func test_it_never_goes_back_and_its_rate_stays_near_the_true_one() -> void:
	for random_seed in 5:
		_start(SimulatedLine.new(random_seed, 100.0, 30.0, 2.0))
		_run(1_000.0)
		_forget_rates()
		_run(30_000.0)
		expect(_lowest_rate >= 0.9699, "seed %d: a rate of %f" % [random_seed, _lowest_rate])
		expect(_highest_rate <= 1.0301, "seed %d: a rate of %f" % [random_seed, _highest_rate])


func test_a_frozen_process_jumps_once() -> void:
	_run(5_000.0)
	_forget_rates()
	_now_ms += 10_000.0
	_run(1_000.0)
	expect_equal(_jumps, 1, "jumps")
	expect(absf(_clock.server_tick * _TICK_MS - (_shown_ms - 100.0)) <= 17.0, "and it is right again, within a frame")
	expect(_clock.view_delay_ms <= 85.0, "the delay stays: %f" % _clock.view_delay_ms)


func test_a_clock_that_stood_still_jumps_once() -> void:
	_run(5_000.0)
	_server_late_ms -= 10_000.0
	_forget_rates()
	_run(1_000.0)
	expect_equal(_jumps, 1, "jumps")
	expect(absf(_clock.server_tick * _TICK_MS - (_shown_ms + 10_000.0 - 100.0)) <= 17.0, "and it is right again, within a frame")


func test_a_room_that_stood_still_jumps_once() -> void:
	_run(5_000.0)
	_server_late_ms += 10_000.0
	_run(10_000.0)
	_forget_rates()
	_run(1_000.0)
	expect_equal(_jumps, 1, "jumps")
	expect(absf(_clock.server_tick * _TICK_MS - (_shown_ms - 10_000.0 - 100.0)) <= 17.0, "and it is right again, within a frame")


func test_a_leap_of_the_room_is_one_of_the_clock() -> void:
	_run(5_000.0)
	_server_late_ms += 400.0
	_run(80.0)
	_clock.leap(12)
	_run(1_000.0)
	var error_ms := _clock.server_tick * _TICK_MS - (_shown_ms - 400.0 - 100.0)
	expect(absf(error_ms) <= 17.0, "right at once: %f" % error_ms)


func test_a_stall_moves_neither_clock_nor_delay() -> void:
	_run(10_000.0)
	var delay_ms := _clock.view_delay_ms
	for stall in 3:
		_line.stall(_now_ms + 1_500.0)
		_run(3_000.0)
	expect_equal(_jumps, 0, "jumps")
	expect(absf(_clock.view_delay_ms - delay_ms) <= 5.0, "a delay of %f, before %f" % [_clock.view_delay_ms, delay_ms])


func test_the_delay_is_short_without_jitter() -> void:
	for random_seed in 5:
		_start(SimulatedLine.new(random_seed, 40.0 + 3.7 * random_seed))
		_run(5_000.0)
		_forget_rates()
		_run(30_000.0)
		expect(_clock.view_delay_ms <= 85.0, "seed %d: a delay of %f ms" % [random_seed, _clock.view_delay_ms])
		expect(_beyond <= 0.01 * _frames, "seed %d: %d of %d frames beyond" % [random_seed, _beyond, _frames])


func test_the_delay_covers_jitter() -> void:
	for random_seed in 5:
		_start(SimulatedLine.new(random_seed, 100.0, 30.0))
		_run(5_000.0)
		_forget_rates()
		_run(30_000.0)
		expect(_clock.view_delay_ms <= 125.0, "seed %d: a delay of %f ms" % [random_seed, _clock.view_delay_ms])
		expect(_beyond <= 0.01 * _frames, "seed %d: %d of %d frames beyond" % [random_seed, _beyond, _frames])
		expect(_clock.jitter_ms >= 40.0 and _clock.jitter_ms <= 75.0, "a jitter of %f ms" % _clock.jitter_ms)


func test_the_delay_can_be_fixed() -> void:
	_clock.fixed_view_delay_ms = 200.0
	_run(10_000.0)
	expect(absf(_clock.view_delay_ms - 200.0) < 0.001, "as said: %f" % _clock.view_delay_ms)
	_clock.fixed_view_delay_ms = 0.0
	_run(20_000.0)
	expect(_clock.view_delay_ms <= 85.0, "as the connection is")


func test_fewer_patches_of_a_busy_server_lengthen_the_delay() -> void:
	_run(5_000.0)
	_run(20_000.0, 10)
	expect(_clock.view_delay_ms >= 99.0 and _clock.view_delay_ms <= 120.0, "a delay of %f" % _clock.view_delay_ms)


func test_a_quiet_room_does_not() -> void:
	_run(5_000.0)
	for times in 60:
		_is_quiet = true
		_run(500.0)
		_is_quiet = false
		_run(100.0)
	expect(_clock.view_delay_ms <= 85.0, "a delay of %f" % _clock.view_delay_ms)


func test_without_a_rate_it_finds_one() -> void:
	_clock.reset()
	expect(not _clock.is_synced, "nothing known")
	_run(10_000.0)
	expect(absf(_clock.tick_ms - _TICK_MS) < 0.5, "a tick of %f ms" % _clock.tick_ms)


func test_round_trips_are_those_of_inputs_if_there_are_any() -> void:
	expect_equal(_clock.round_trip_ms, -1.0, "unknown")
	_clock.ping_ms = 80.0
	expect_equal(_clock.round_trip_ms, 80.0, "the heartbeat's")
	_clock.add_round_trip(120.0)
	expect_equal(_clock.round_trip_ms, 120.0, "an input's")
	_run(2_000.0)
	var ahead_ms := (_clock.own_tick - _clock.server_tick) * _TICK_MS
	expect(absf(ahead_ms - 120.0) < 1.0, "the own tick is ahead by it: %f" % ahead_ms)


func _start(line: SimulatedLine) -> void:
	_clock = GodwitClock.new()
	_clock.set_rates(30.0, 20.0)
	_line = line
	_tick = 0
	_version = 0
	_now_ms = 0.0
	_shown_ms = 0.0
	_is_quiet = false
	_frame_lengths.seed = 7
	_shortest_frame_ms = 14.7
	_longest_frame_ms = 18.7
	_credit = 0
	_newest = 0
	_server_late_ms = 0.0
	_forget_rates()


func _forget_rates() -> void:
	_lowest_rate = INF
	_highest_rate = 0.0
	_jumps = 0
	_beyond = 0
	_frames = 0


func _run(duration_ms: float, patch_hz: int = 20) -> void:
	var end_ms := _now_ms + duration_ms
	while _now_ms < end_ms:
		while (_tick + 1) * _TICK_MS + _server_late_ms <= _now_ms:
			_tick += 1
			_credit += patch_hz
			if _credit >= 30:
				_credit -= 30
				_version += 1
				if not _is_quiet:
					_line.send([_tick, _version], _tick * _TICK_MS + _server_late_ms)
		for patch: Array in _line.take(_now_ms):
			var patch_tick: int = patch[0]
			var patch_version: int = patch[1]
			_newest = patch_tick
			_clock.add(patch_tick, patch_version, 1_000_000.0 + roundf(patch_tick * _TICK_MS), _now_ms)
		_frame()
		_now_ms += _frame_lengths.randf_range(_shortest_frame_ms, _longest_frame_ms)


func _frame() -> void:
	var server_before := _clock.server_tick
	var view_before := _clock.view_tick
	_clock.advance(_now_ms)
	if not _clock.is_synced:
		return
	_frames += 1
	_beyond += 1 if _clock.view_tick > _newest else 0
	var elapsed := (_now_ms - _shown_ms) / _TICK_MS
	_shown_ms = _now_ms
	var rate := (_clock.server_tick - server_before) / elapsed
	var view_rate := (_clock.view_tick - view_before) / elapsed
	if absf(_clock.server_tick - server_before) * _TICK_MS > 400.0:
		_jumps += 1
	elif _frames > 1:
		_lowest_rate = minf(_lowest_rate, minf(rate, view_rate))
		_highest_rate = maxf(_highest_rate, maxf(rate, view_rate))
