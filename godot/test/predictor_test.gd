extends PredictorCase
## Prediction of the own runner, in simulated time.

var _shown: PackedFloat64Array
var _events: PackedStringArray


func before_each() -> void:
	super()
	_shown = []
	_events = []
	_predictor.confirmed.connect(_on_confirmed)
	_predictor.rejected.connect(_on_rejected)


func test_it_is_active_for_the_own_runner_only() -> void:
	_run(100.0)
	expect(not _predictor.is_active, "nothing was told of the own body")
	_run(500.0)
	expect(_predictor.is_active, "it is the own runner's")
	expect_equal(_predictor.entity, _client.state_receiver.state.get_entity_set("runners").by_id(1), "this one")
	_client.state_receiver.clear()
	_run(20.0)
	expect(not _predictor.is_active, "the room was left")


func test_it_never_mispredicts_what_it_knows() -> void:
	_predictor.free()
	_start(SimulatedLine.new(3, 125.0, 30.0, 1.0), SimulatedLine.new(4, 125.0, 30.0, 1.0))
	_steer = &"_run_about"
	for stall in 10:
		_run(5_700.0)
		_up.stall(_now_ms + 300.0)
		_down.stall(_now_ms + 300.0)
		_run(300.0)
	expect_equal(_reports.size(), 0, "corrections")
	expect(_sender.sent > 1_700, "inputs: %d" % _sender.sent)
	_steer = &"_stand"
	_run(2_000.0)
	_sender.is_up = false
	_run(900.0)
	expect(GodwitPrediction.has_same_bits(_predicted(), _server.numbers()), "the same bits")


func test_a_key_moves_the_runner_in_the_next_frame() -> void:
	_run(1_000.0)
	var before := _predictor.shown("x")
	_steer = &"_run_right"
	_run(FRAME_MS * 2.0)
	expect(_predictor.shown("x") > before + 1.0, "it moves: %f" % (_predictor.shown("x") - before))


func test_it_runs_evenly_between_ticks() -> void:
	_run(1_000.0)
	_steer = &"_run_right"
	_run(500.0)
	_shown = []
	_run(1_000.0)
	for frame in range(1, _shown.size()):
		var step := _shown[frame] - _shown[frame - 1]
		expect(absf(step - 220.0 * FRAME_MS / 1000.0) < 0.01, "a step of %f" % step)


func test_a_shove_is_shown_smoothly() -> void:
	_run(1_000.0)
	_server.x += 50.0
	_shown = []
	_run(1_000.0)
	expect_equal(_reports.size(), 1, "reports")
	var report: GodwitMisprediction = _reports[0]
	expect_equal([report.field, report.predicted, report.actual, report.distance], ["x", 400.0, 450.0, 50.0], "what it was")
	var began := -1
	for frame in range(1, _shown.size()):
		var step := _shown[frame] - _shown[frame - 1]
		expect(step <= 0.12 * 50.0, "a jump of %f" % step)
		expect(step >= -0.000001 and _shown[frame] <= 450.000001, "never too far: %f" % _shown[frame])
		if began < 0 and step > 0.0:
			began = frame - 1
	var settled := _shown[began + ceili(250.0 / FRAME_MS)]
	expect(settled >= 450.0 - 0.05 * 50.0, "after 250 ms 95 %% are gone: %f" % settled)
	expect_equal(_predicted(), _server.numbers(), "the state is never smoothed")


func test_a_shove_beyond_the_snap_distance_is_shown_at_once() -> void:
	_run(1_000.0)
	_predictor.snap_distance = 40.0
	_server.x += 50.0
	_run(500.0)
	expect_equal(_predictor.shown("x"), 450.0, "there")
	expect_equal(_predictor.corrections, 1, "one correction")


func test_a_teleport_is_shown_at_once_and_is_no_misprediction() -> void:
	_run(1_000.0)
	_server.x += 50.0
	_teleports += 1
	_run(500.0)
	var between := 0
	for x in _shown:
		between += 1 if x > 400.001 and x < 449.999 else 0
	expect_equal(between, 0, "frames in between")
	expect_equal([_predictor.shown("x"), _reports.size()], [450.0, 0], "there, and nothing reported")


func test_a_push_is_shown_smoothly_and_is_no_misprediction() -> void:
	_run(1_000.0)
	_server.x += 50.0
	_pushes += 1
	_run(500.0)
	var between := 0
	for x in _shown:
		between += 1 if x > 400.001 and x < 449.0 else 0
	expect(between > 10, "frames in between: %d" % between)
	expect_equal(_reports.size(), 0, "nothing reported")


func test_a_shove_while_running_is_replayed_over() -> void:
	_run(1_000.0)
	_steer = &"_run_about"
	_run(1_000.0)
	_server.y += 20.0
	_run(1_000.0)
	expect_equal(_reports.size(), 1, "one report, and from then on equal bits")


func test_while_the_line_is_down_no_input_is_made() -> void:
	_run(1_000.0)
	_steer = &"_run_right"
	_run(500.0)
	_sender.is_up = false
	var sent := _sender.sent
	_run(500.0)
	expect_equal(_sender.sent, sent, "none")
	expect(_predictor.is_active, "it waits")
	_sender.is_up = true
	_run(FRAME_MS * 4.0)
	expect(_sender.sent - sent <= 3, "and none for the time before: %d" % (_sender.sent - sent))
	_run(1_000.0)
	expect_equal(_reports.size(), 0, "it goes on where it was")


func test_after_a_second_away_it_begins_anew() -> void:
	_run(1_000.0)
	var body := _predictor.body
	_sender.is_up = false
	_run(1_100.0)
	expect(not _predictor.is_active, "it has ended")
	_sender.is_up = true
	_run(100.0)
	expect(_predictor.is_active and _predictor.body != body, "and begun anew")
	expect(_predictor.pending < 10, "without the inputs from before: %d" % _predictor.pending)
	_run(1_000.0)
	expect_equal(_reports.size(), 0, "nothing mispredicted")


func test_while_the_server_stands_still_no_input_is_made_and_nothing_jumps() -> void:
	_run(2_000.0)
	_steer = &"_run_right"
	_run(300.0)
	var clock := _client.clock
	var round_trip_ms := clock.round_trip_ms
	_stand_still(4_000.0)
	_run(200.0)
	expect(_client.is_server_paused, "it was told")
	var sent := _sender.sent
	var ticks := [clock.server_tick, clock.view_tick, clock.own_tick]
	var x := _predictor.shown("x")
	var body := _predictor.body
	_run(3_800.0)
	expect_equal(_sender.sent, sent, "no input")
	expect_equal([clock.server_tick, clock.view_tick, clock.own_tick], ticks, "ticks stand")
	expect_equal(_predictor.shown("x"), x, "and so does what is shown")
	_run(150.0)
	expect(not _client.is_server_paused, "it was told again")
	expect(_sender.sent - sent <= 3, "none is made for the time before: %d" % (_sender.sent - sent))
	for _frame_number in 60:
		var before := _predictor.shown("x")
		var view := clock.view_tick
		_run(FRAME_MS)
		expect(_predictor.shown("x") - before < 6.0, "it runs on: %f" % (_predictor.shown("x") - before))
		expect(absf((clock.view_tick - view) * TICK_MS - FRAME_MS) < 1.0, "others too: %f" % (clock.view_tick - view))
	expect(_predictor.body == body, "it has not begun anew")
	expect_equal(_reports.size(), 0, "corrections")
	expect(absf(clock.round_trip_ms - round_trip_ms) < 30.0, "the line is what it was: %f" % clock.round_trip_ms)


func test_a_frozen_process_makes_no_inputs_for_the_time() -> void:
	_run(1_000.0)
	var sent := _sender.sent
	_now_ms += 10_000.0
	_run(FRAME_MS * 2.0)
	expect(_sender.sent - sent <= 3, "inputs: %d" % (_sender.sent - sent))


func test_numbers_of_inputs_wrap_around() -> void:
	_client.state_receiver.state.sent_input = 65_500
	_acknowledged = 65_500
	_steer = &"_run_about"
	_run(5_000.0)
	expect(_predictor.seq < 200, "a small number again: %d" % _predictor.seq)
	expect_equal(_reports.size(), 0, "corrections")


func test_a_press_shorter_than_a_tick_is_not_lost() -> void:
	_run(1_000.0)
	_predictor.press(&"ui_accept")
	expect(_predictor.was_pressed(&"ui_accept"), "pressed")
	_steer = &"_dash_if_pressed"
	_run(FRAME_MS * 4.0)
	expect(not _predictor.was_pressed(&"ui_accept"), "only until the next tick")
	_steer = &"_stand"
	_run(1_000.0)
	expect(_server.speed > 0.0, "the server knows")


func test_a_press_in_a_frame_of_several_ticks_is_one() -> void:
	_run(1_000.0)
	_steer = &"_dash_if_pressed"
	_run(FRAME_MS)
	_now_ms += 150.0
	_predictor.press(&"ui_accept")
	_run(FRAME_MS)
	_now_ms += 150.0
	_run(FRAME_MS * 10.0)
	expect_equal(_sender.dashes, 1, "dashes")
	_run(1_000.0)
	expect_equal(_reports.size(), 0, "and the server has as many")


func test_what_is_held_goes_by_the_first_frame_after_the_last_input() -> void:
	var presses := GodwitPresses.new()
	for frame in 3:
		presses.begin_frame()
		presses.press(&"fire", 10.0 + frame * 0.5, 0.0)
		expect(presses.has(&"fire", true), "pressed")
	expect_equal(presses.get_seen(), 10 * 256, "the first")
	presses.send()
	presses.begin_frame()
	presses.press(&"fire", 12.0, 0.0)
	expect_equal(presses.get_seen(), 12 * 256, "the first after it was sent")


func test_what_is_expected_is_confirmed_or_rejected_with_the_patch() -> void:
	_run(1_000.0)
	for event: StringName in [&"a", &"b", &"a"]:
		_predictor.expect(event)
	_predictor.confirm(&"a")
	_run(150.0)
	expect_equal(_events, PackedStringArray(), "not yet")
	_run(300.0)
	expect_equal(_events, PackedStringArray(["confirmed a", "rejected b", "rejected a"]), "the verdicts")


func test_a_synchronizer_leaves_it_the_same_property() -> void:
	var figure := Node2D.new()
	var synchronizer := GodwitSynchronizer.new()
	synchronizer.bindings = { "position": ^"..:position" }
	synchronizer.client = _client.get_path()
	figure.add_child(synchronizer)
	tree.root.add_child(figure)
	_predictor.reparent(figure)
	_predictor.bindings = { "x": ^"..:position:x", "y": ^"..:position:y" }
	_steer = &"_run_right"
	_run(200.0)
	synchronizer.entity = _client.state_receiver.state.get_entity_set("runners").by_id(1)
	_run(1_000.0)
	expect_equal(figure.position.x, Vector2(_predictor.shown("x"), 0.0).x, "the predicted place")
	_predictor.reparent(tree.root)
	figure.free()


func test_the_overlay_shows_where_the_server_has_it() -> void:
	var figure := Node2D.new()
	tree.root.add_child(figure)
	_predictor.reparent(figure)
	_predictor.bindings = { "x": ^"..:position:x", "y": ^"..:position:y" }
	var overlay := GodwitNetOverlay.new()
	overlay.client = _client.get_path()
	tree.root.add_child(overlay)
	_steer = &"_run_right"
	_run(1_000.0)
	overlay.set_open(true)
	overlay._process(0.0)
	var ghost := tree.root.get_node_or_null(^"GodwitGhost") as Node2D
	var runner: Runner = _client.state_receiver.state.get_entity_set("runners").by_id(1)
	expect_equal(ghost.position, Vector2(runner.body.x, runner.body.y), "where it was told to be")
	expect(ghost.position.x < figure.position.x - 20.0, "behind what is shown")
	overlay.set_open(false)
	expect(ghost.is_queued_for_deletion(), "gone with the overlay")
	_predictor.reparent(tree.root)
	overlay.free()
	figure.free()


func test_with_another_rule_than_the_servers_it_shows_what_it_is_told() -> void:
	_predictor.step = GodwitStep.new("body", Rules, &"run", Body, ["field.shared.ts#run", "field.shared.ts#walls"])
	_run(1_000.0)
	expect(_predictor.is_active and not _predictor.is_outdated, "the rules are the same")
	_client.contract.other_steps = { "field.shared.ts#walls": true }
	_steer = &"_run_about"
	_server.speed = 100.0 # as the other rule does
	_run(3_000.0)
	expect(_predictor.is_outdated, "it stands aside")
	_steer = &"_stand"
	_run(2_000.0)
	expect_equal(_predictor.corrections, 0, "corrections")
	var told: ToldBody = _predictor.entity.get("body")
	expect(absf(_predictor.shown("x") - told.x) < 0.01, "the server's state")
	expect(told.x != 400.0, "inputs are sent all the same")
	_client.contract.other_steps = {}
	_run(1_000.0)
	expect(not _predictor.is_outdated, "another server has the same rule")
	expect_equal(_predictor.corrections, 0, "corrections since")


func test_mispredictions_are_counted_by_step() -> void:
	_predictor.step = GodwitStep.new("body", Rules, &"run", Body, ["field.shared.ts#run", "field.shared.ts#walls"])
	_run(1_000.0)
	_server.x += 50.0
	_run(1_000.0)
	expect_equal(_client.statistics.mispredictions, { "field.shared.ts#run": 1 }, "counted")


func _predicted() -> Array:
	var body: Body = _predictor.body
	return body.numbers()


func _on_frame() -> void:
	if _predictor.is_active:
		_shown.append(_predictor.shown("x"))


func _dash_if_pressed(input: Steer) -> void:
	input.dash = _predictor.was_pressed(&"ui_accept")


func _on_confirmed(event: StringName) -> void:
	_events.append("confirmed " + event)


func _on_rejected(event: StringName) -> void:
	_events.append("rejected " + event)
