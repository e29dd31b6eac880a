extends PredictorCase
## Whose the runner is, whenever and in whatever order the server tells it, in simulated time.

var _told: PackedStringArray


func before_each() -> void:
	super()
	_told = []


func test_the_own_body_may_be_told_later_than_the_runner() -> void:
	_owns = false
	_steer = &"_run_about"
	_run(1_000.0)
	expect(not _predictor.is_active and _sender.sent == 0, "somebody else's")
	_owns = true
	_run(2_000.0)
	expect(_predictor.is_active and _runner().is_own(), "it is the player's own with the patch that says so")
	expect(_sender.sent > 40, "inputs: %d" % _sender.sent)
	expect_equal(_reports.size(), 0, "corrections")


func test_the_predictor_of_another_rests_until_it_is_the_players_own() -> void:
	_owns = false
	_steer = &"_run_about"
	_run(100.0)
	_predictor.entity_set = ""
	_predictor.entity = _runner()
	_predictor.set_process(true)
	_run(500.0)
	_predictor._process(0.0)
	expect(not _predictor.is_processing(), "it costs nothing")
	_owns = true
	_run(500.0)
	expect(_predictor.is_processing(), "it is back with the patch that says so")
	_predictor.set_process(false)


func test_what_is_taken_away_for_a_while_is_predicted_again() -> void:
	_steer = &"_run_about"
	_run(2_000.0)
	_predictor.active_changed.connect(_on_active_changed)
	for away_ms: float in [50.0, 100.0, 400.0]:
		_told = []
		_owns = false
		_run(away_ms)
		_owns = true
		_run(600.0)
		expect_equal(_told, PackedStringArray(["off", "active"]), "somebody else's, and its own again")
		expect(_predictor.is_active and _runner().is_own(), "its own")
	_run(1_000.0)
	expect_equal(_reports.size(), 0, "inputs that were under way are no mispredictions")
	_server.x += 50.0
	_run(1_000.0)
	expect_equal(_reports.size(), 1, "a shove is one")


func test_a_full_patch_in_parts_takes_nothing_away() -> void:
	_steer = &"_run_about"
	_run(2_000.0)
	var runner := _runner()
	_predictor.active_changed.connect(_on_active_changed)
	for time in 3:
		for patch in 4:
			_run(200.0)
			for packets: Array in _down.take(INF):
				for packet: Dictionary in packets:
					_deliver(packet)
			_owned = false
			_deliver(_own())
			for part: Dictionary in _parts_of(_patch(true)):
				_deliver(part)
				expect(runner.is_own() and _predictor.is_active, "between its parts")
				_client.state_receiver.advance(_now_ms)
				_predictor.advance(_now_ms)
			expect_equal(_runner(), runner, "the same runner")
			expect_equal(_client.state_receiver.state.find_own("runners"), runner, "the own one")
	_run(1_000.0)
	expect_equal(_told, PackedStringArray(), "never switched off")
	expect_equal(_reports.size(), 0, "corrections")


func test_whose_it_is_is_known_when_it_is_added() -> void:
	var counts: Dictionary[String, int] = { "at once": 0, "in parts": 3, "in parts that are replaced": 2 }
	for order: String in counts:
		_client.state_receiver.clear()
		_owned = false
		_told = []
		_client.state_receiver.state_changed.connect(_on_state_changed, CONNECT_ONE_SHOT)
		_deliver(_own())
		var full := _patch(true)
		if order == "at once":
			_deliver(full)
		for part: Dictionary in _parts_of(full).slice(0, counts[order]):
			_deliver(part)
		if order == "in parts that are replaced":
			_owned = false
			_deliver(_own())
			_deliver(_patch(true))
		expect_equal(_told, PackedStringArray(["own"]), order)


func _runner() -> Runner:
	return _client.state_receiver.state.get_entity_set("runners").by_id(1) as Runner


func _deliver(packet: Dictionary) -> void:
	_client.state_receiver.receive_patch(packet, _now_ms)


# The same patch in three parts, with the runner in the second.
func _parts_of(patch: Dictionary) -> Array:
	var parts: Array = []
	for index in 3:
		var part := patch.duplicate(true)
		var message: Dictionary = part["message"]
		message["more"] = index < 2
		if index != 1:
			message["sets"] = []
		parts.append(part)
	return parts


func _on_active_changed(is_active: bool) -> void:
	_told.append("active" if is_active else "off")


func _on_state_changed(state: GodwitState) -> void:
	var runner := state.get_entity_set("runners").by_id(1)
	_told.append("own" if runner.is_own() else "another's")
