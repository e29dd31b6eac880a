extends PredictorCase
## What users of other netcode ran into: the predictor must not have the same defects.

# https://github.com/foxssake/netfox/issues/496
func test_a_patch_that_confirms_replays_nothing_and_a_correction_only_what_is_pending() -> void:
	_run(1000.0)
	_steer = "_run_about"
	_run(3000.0)
	var step := CountingStep.new()
	_predictor.step = step
	_predictor._prediction._step = step
	_run(1000.0)
	var frames := 60
	var inputs := 30
	expect(step.runs <= inputs + frames + 4, "one run for each input and frame: %d" % step.runs)
	step.runs = 0
	_server.x += 5.0
	var pending := _predictor.pending
	while _reports.empty() and _frame < 2000:
		step.runs = 0
		_run(FRAME_MS)
	expect(step.runs <= pending + 6, "%d pending, %d runs" % [pending, step.runs])


# https://github.com/foxssake/netfox/issues/613
func test_patches_may_come_together_or_not_at_all_for_a_while() -> void:
	_run(1000.0)
	_steer = "_run_about"
	for stall_ms in [0.0, 120.0, 400.0, 60.0, 0.0, 900.0]:
		_down.stall(_now_ms + stall_ms)
		_credit += int(stall_ms) % 7
		_run(stall_ms + 700.0)
	expect_equal(_reports.size(), 0, "corrections")
	expect(_predictor.pending < 15, "pending: %d" % _predictor.pending)


# https://github.com/cBournhonesque/lightyear/issues/1705
func test_a_state_that_is_not_behind_the_own_tick_is_compared_too() -> void:
	_restart(0.0)
	_run(1000.0)
	for shove in 5:
		_server.x += 10.0
		_run(200.0)
	_run(500.0)
	expect(_predictor.shown("x") > 449.0, "each was taken over: %f" % _predictor.shown("x"))
	expect(_reports.size() >= 1, "and reported: %d" % _reports.size())
	_steer = "_run_about"
	_run(1000.0)
	_steer = "_stand"
	_run(500.0)
	_sender.is_up = false
	_run(300.0)
	var body: Body = _predictor.body
	expect(GodwitPrediction.has_same_bits(body.numbers(), _server.numbers()), "the same bits")


# https://github.com/cBournhonesque/lightyear/issues/1251
func test_a_dash_that_is_pending_outlasts_a_correction() -> void:
	_run(1000.0)
	_steer = "_dash_once"
	_run(FRAME_MS * 3.0)
	_steer = "_run_right"
	_server.x += 1.0
	while _reports.empty() and _frame < 2000:
		_run(FRAME_MS)
	var body: Body = _predictor.body
	expect(body.speed > 100.0, "it still dashes: %f" % body.speed)
	_run(1000.0)
	expect_equal(_reports.size(), 1, "and the server agrees")


# https://github.com/cBournhonesque/lightyear/issues/269
func test_a_round_trip_of_nothing_is_no_special_case() -> void:
	_restart(0.0)
	_steer = "_run_about"
	_run(10000.0)
	expect_equal(_reports.size(), 0, "corrections")
	expect(_predictor.pending <= 4, "pending: %d" % _predictor.pending)
	var clock := _client.clock
	expect(clock.round_trip_ms >= 0.0 and clock.round_trip_ms < 120.0, "round trip: %f" % clock.round_trip_ms)
	expect(clock.own_tick >= clock.server_tick, "the own tick is not behind the server's")


# The playground of Colyseus
func test_inputs_that_a_lost_connection_swallowed_are_not_replayed_for_ever() -> void:
	_run(1000.0)
	_steer = "_run_about"
	_run(500.0)
	_up = SimulatedLine.new(5, 125.0) # what was under way is gone
	_sender.line = _up
	_sender.is_up = false
	_run(1200.0)
	_client.state_receiver.clear()
	_client.get_clock().set_rates(30.0, 20.0)
	_down = SimulatedLine.new(6, 125.0)
	_owned = false
	_waiting = []
	_down.send([_own(), _patch(true)], _now_ms)
	_sender.is_up = true
	_run(1000.0)
	expect(_predictor.is_active, "it has begun anew")
	_reports = []
	_run(2000.0)
	expect(_predictor.pending < 15, "pending: %d" % _predictor.pending)
	expect_equal(_reports.size(), 0, "corrections")


## Counts its runs.
class CountingStep:
	extends GodwitStep

	var runs: int = 0

	func _init().("body", PredictorWorld.Rules, "run", PredictorWorld.Body) -> void:
		pass

	func run(body: Object, input: Object, seconds: float) -> void:
		runs += 1
		.run(body, input, seconds)


func _restart(latency_ms: float) -> void:
	_predictor.free()
	_start(SimulatedLine.new(1, latency_ms), SimulatedLine.new(2, latency_ms))


func _dash_once(input: Steer) -> void:
	input.dash = true
