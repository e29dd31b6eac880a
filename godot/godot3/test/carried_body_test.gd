extends PredictorCase
## What nobody steers: balls of others and own ones, shown where they are now, in simulated time.

## What shows a ball.
class Figure:
	extends Node2D

	var entity: GodwitEntity


var _world: Node
var _spawner: GodwitEntitySpawner
var _fires: bool # in the next frame
var _fired_seq: int
var _most_figures: int
var _rejected: int
var _spawned: int
var _xs: Array # of the first figure, by frame
var _rejected_at: int # the acknowledged input then


func before_each() -> void:
	.before_each()
	_set_up()


func after_each() -> void:
	_world.free()
	.after_each()


func test_the_ball_of_another_is_shown_where_it_is_now_with_exact_numbers() -> void:
	_run(1000.0)
	var id := _launch("other", Steer.new())
	_run(400.0)
	var told: Ball = _client.state_receiver.state.get_entity_set("balls").by_id(id)
	for frame in 60:
		_run(FRAME_MS)
		var truth := BallBody.new()
		truth.set_numbers([told.body.x, told.body.y, told.body.vx])
		var own_tick: float = _client.get_clock().own_tick
		for tick in int(own_tick) - told.body.since:
			BallRules.fly(truth, (1000.0 / 30.0) / 1000.0)
		BallRules.fly(truth, (1000.0 / 30.0) / 1000.0 * (own_tick - int(own_tick)))
		expect_equal(_ball_predictor(id).shown("x"), truth.x, "to the last bit")
	var server: BallBody = _balls[id][0]
	var ahead: float = _ball_predictor(id).shown("x") - server.x
	expect(abs(ahead - 600.0 * 0.125) < 600.0 * 0.06, "ahead by the way there: %f" % ahead)
	expect_equal(_told_of(id), 1, "told once")


func test_a_ball_flies_evenly() -> void:
	_run(1000.0)
	_launch("other", Steer.new())
	_run(400.0)
	_xs = []
	_run(1000.0)
	for frame in range(1, _xs.size()):
		var step: float = _xs[frame] - _xs[frame - 1]
		expect(abs(step - 10.0) < 0.4, "a step of %f" % step)


func test_what_the_server_changes_is_told_again_and_shown_smoothly() -> void:
	_run(1000.0)
	var id := _launch("other", Steer.new())
	_run(400.0)
	var body: BallBody = _balls[id][0]
	body.y += 50.0
	body.vx = -300.0
	_balls[id][4] = -1
	_xs = []
	_run(1000.0)
	for frame in range(1, _xs.size()):
		expect(abs(_xs[frame] - _xs[frame - 1]) < 40.0, "a jump of %f" % (_xs[frame] - _xs[frame - 1]))
	expect(abs(_ball_predictor(id).shown("y") - body.y) < 1.0, "it is there")
	expect_equal(_told_of(id), 2, "told twice")


func test_a_teleport_is_shown_at_once() -> void:
	_run(1000.0)
	var id := _launch("other", Steer.new())
	_run(400.0)
	var body: BallBody = _balls[id][0]
	body.x += 2000.0
	_teleported[id] = 1
	_balls[id][4] = -1
	_xs = []
	_run(500.0)
	var jumps := 0
	for frame in range(1, _xs.size()):
		jumps += 1 if _xs[frame] - _xs[frame - 1] > 20.0 else 0
	expect_equal(jumps, 1, "one jump")


func test_an_own_shot_is_shown_in_the_frame_of_the_press_and_taken_over_without_a_jump() -> void:
	_run(1000.0)
	_steer = "_run_and_fire"
	_fires = true
	var frame := _frame
	_run(FRAME_MS)
	expect_equal([_frame - frame, _figures().size()], [1, 1], "in that frame")
	var muzzle: float = _predictor.shown("x") + 12.5
	expect(abs(_figures()[0].position.x - muzzle) < 0.001, "where the shooter is: %f" % _figures()[0].position.x)
	var before := _spawned
	_run(2000.0)
	expect_equal([before, _spawned, _most_figures, _rejected], [0, 1, 1, 0], "one, taken over")
	for at in range(4, _xs.size()):
		var step: float = _xs[at] - _xs[at - 1]
		expect(abs(step - 10.0) <= 0.35, "no jump: %f" % step)


func test_the_jump_at_the_handover_is_at_most_a_twentieth_of_a_unit() -> void:
	_run(1000.0)
	_steer = "_run_and_fire"
	_fires = true
	_run(100.0)
	while _spawned == 0 and _frame < 2000:
		_run(FRAME_MS)
	var at := _xs.size() - 1
	var jump: float = abs(_xs[at] - 2.0 * _xs[at - 1] + _xs[at - 2])
	expect(jump <= 0.35, "the clock runs by at most 3 %% off: %f" % jump)
	var error: float = 0.0
	for number in 3:
		error = max(error, abs(_ball_predictor(_last_ball)._springs.errors[number]))
	expect(error <= 0.05, "an error of %f" % error)


func test_shots_are_as_old_as_they_were_whichever_patch_tells_of_them() -> void:
	_run(1000.0)
	_steer = "_run_and_fire"
	for shot in 6:
		_run(TICK_MS * (shot + 1) / 3.0)
		var before := _spawned
		_fires = true
		while _spawned == before and _frame < 2000:
			_run(FRAME_MS)
		for number in 3:
			var error: float = abs(_ball_predictor(_last_ball)._springs.errors[number])
			expect(error <= 0.05, "shot %d: an error of %f" % [shot, error])


func test_a_shot_that_the_server_refuses_is_gone_with_the_patch_that_acknowledges_it() -> void:
	_refuses = true
	_run(1000.0)
	_steer = "_run_and_fire"
	_fires = true
	_run(2000.0)
	expect_equal([_most_figures, _rejected, _spawned], [1, 1, 0], "rejected")
	expect(GodwitPrediction.inputs_since(_fired_seq, _rejected_at) in [0, 1], "with that patch: %d" % _rejected_at)


func test_a_shot_of_another_with_the_same_number_takes_nothing_over() -> void:
	_refuses = true
	_run(1000.0)
	_steer = "_run_and_fire"
	_fires = true
	_run(FRAME_MS)
	var twin := Steer.new()
	twin.seq = _fired_seq
	_launch("other", twin)
	_run(1000.0)
	expect_equal([_spawned, _rejected], [1, 1], "both have been themselves")


# https://github.com/cBournhonesque/lightyear/issues/988
func test_shots_are_never_shown_twice_however_bad_the_line() -> void:
	_world.free()
	_predictor.free()
	_start(SimulatedLine.new(7, 125.0, 60.0, 3.0), SimulatedLine.new(8, 125.0, 60.0, 3.0))
	_set_up()
	_run(1000.0)
	_steer = "_run_and_fire"
	for shot in 20:
		_fires = true
		_run(400.0)
		if shot % 5 == 2:
			_down.stall(_now_ms + 300.0)
		if shot % 7 == 3:
			_owned = false
			_down.send([_own(), _patch(true)], _now_ms)
	_run(2000.0)
	expect_equal(_figures().size(), 20, "one figure for each ball")
	expect_equal([_spawned, _rejected], [20, 0], "each was taken over")


# https://github.com/cBournhonesque/lightyear/issues/1117
func test_shots_of_one_input_are_each_taken_over_by_their_own() -> void:
	_burst = 3
	_run(1000.0)
	_steer = "_run_and_fire"
	_fires = true
	_run(1000.0)
	expect_equal([_most_figures, _spawned, _rejected], [3, 3, 0], "three, and no more")
	for figure in _figures():
		var ball: Ball = figure.entity
		expect(abs(figure.position.y - _y_of(ball) - 1.5 * 0.125) < 1.0, "each in its own place: %f" % figure.position.y)


func test_shots_go_with_the_room() -> void:
	_run(1000.0)
	_steer = "_run_and_fire"
	_fires = true
	_run(FRAME_MS * 3.0)
	_client.state_receiver.clear()
	yield(tree, "idle_frame")
	expect_equal(_figures().size(), 0, "none")


func _set_up() -> void:
	_fires = false
	_fired_seq = -1
	_most_figures = 0
	_rejected = 0
	_rejected_at = -1
	_spawned = 0
	_xs = []
	# The first patch came in no time.
	_client.get_clock().reset()
	_client.get_clock().set_rates(30.0, 20.0)
	_world = Node.new()
	_spawner = GodwitEntitySpawner.new()
	_spawner.entity_set = "balls"
	_spawner.scene = _ball_scene()
	_spawner.client = _client.get_path()
	_spawner.connect("spawned", self, "_on_spawned")
	_spawner.connect("spawn_rejected", self, "_on_rejected")
	_world.add_child(_spawner)
	tree.root.add_child(_world)


func _on_frame() -> void:
	var figures := _figures()
	for figure in figures:
		var predictor: GodwitPredictor = figure.get_node("Predictor")
		predictor.advance(_now_ms)
	_most_figures = int(max(_most_figures, figures.size()))
	if not figures.empty():
		_xs.append(figures[0].position.x)


func _run_and_fire(input: Steer) -> void:
	input.fire = _predictor.was_pressed("fire")
	if _fires:
		_fires = false
		_predictor.press("fire")
		input.fire = _predictor.was_pressed("fire")
	if not input.fire:
		return
	_fired_seq = _predictor.seq
	for index in _burst:
		_spawner.spawn_predicted(_spawner.scene, _predictor.seq, index)
		for figure in _figures():
			var predictor: GodwitPredictor = figure.get_node("Predictor")
			predictor.client = _client.get_path()
			if not predictor.is_connected("launch_requested", self, "_on_launch_requested"):
				predictor.connect("launch_requested", self, "_on_launch_requested")


func _on_launch_requested(body, shooter, input, index: int) -> void:
	BallRules.launch(body, shooter, input)
	body.y += 20.0 * index


func _on_spawned(instance: Node, _entity: GodwitEntity) -> void:
	_spawned += 1
	var predictor: GodwitPredictor = instance.get_node("Predictor")
	predictor.client = _client.get_path()
	predictor.set_process(false)


func _on_rejected(_instance: Node) -> void:
	_rejected += 1
	if _client.state_receiver.state != null:
		_rejected_at = _client.state_receiver.state.acknowledged_input


func _figures() -> Array:
	var figures: Array = []
	for child in _world.get_children():
		var figure := child as Figure
		if figure != null and not figure.is_queued_for_deletion():
			figures.append(figure)
	return figures


func _ball_predictor(id: int) -> GodwitPredictor:
	return _spawner.instance_of(id).get_node("Predictor") as GodwitPredictor


func _y_of(ball: Ball) -> float:
	var body: BallBody = _balls[ball.id][0]
	return body.y


# How often the client was told of a ball's body.
func _told_of(id: int) -> int:
	return _tellings.get(id, 0)


func _ball_scene() -> PackedScene:
	var figure := Figure.new()
	var predictor := GodwitPredictor.new()
	predictor.name = "Predictor"
	predictor.bindings = { "x": "..:position:x", "y": "..:position:y" }
	figure.add_child(predictor)
	predictor.owner = figure
	var packed := PackedScene.new()
	packed.pack(figure)
	figure.free()
	return packed
