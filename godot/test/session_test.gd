extends ClientCase
## A session that outlives its link.


func before_each() -> void:
	super()
	_server.welcome["resumeToken"] = "token-1"
	_server.welcome["resumed"] = false
	_client.resumed.connect(func(session_id: String) -> void: _events.append("resumed " + session_id))
	_client.message_dropped.connect(_on_message_dropped)


func test_asks_for_a_session_that_lasts() -> void:
	await _connect()
	var hello := _hello()
	expect_equal(hello["resumable"], true, "resumable")
	expect(not hello.has("resume"), "there is nothing to resume")
	expect(_client.is_resumable, "it will last")
	await until(func() -> bool: return _server.count_of(4) > 0, "a Ping follows at once")
	expect_equal(_server.last_of(4)["message"], { "received": 0.0 }, "it tells that the Welcome arrived")


func test_goes_on_after_a_drop_with_what_was_missed() -> void:
	await _connect()
	var sent := await _send_three()
	_server.tell({ "type": 1005, "message": {} })
	await until(func() -> bool: return _events.has("heard 1005"), "an event came")
	await _drop({ "resumeToken": "token-2", "resumed": true, "received": 1 })
	_client.send(GodwitMessage.of(1003))
	await _until_back()

	var hello := _hello()
	expect_equal(hello["resume"], "token-1", "token")
	expect_equal(hello["received"], 1.0, "received")
	await until(func() -> bool: return _server.count_of(1003) == 1, "the waiting one came")
	expect_equal(_types_from_hello(), [0, 4, 1001, 1002, 1003] as Array[int], "what came after the drop")
	expect_equal(_events.slice(2), PackedStringArray(["lost true", "resumed s-1"]), "events")
	expect(not sent.is_settled(), "the request is still open")
	_server.tell({ "type": 1100, "ref": _server.last_of(1001)["ref"], "message": {} })
	await until(sent.is_settled, "the answer came")
	expect(sent.result.ok, "it is answered as if nothing had happened")


func test_what_is_said_as_the_link_breaks_is_not_lost() -> void:
	await _connect()
	_server.welcome.merge({ "resumed": true, "received": 0 }, true)
	_server.cut_all()
	for type: int in [1000, 1001, 1002]:
		expect(_client.send(GodwitMessage.of(type)).ok, "it is taken")
	await _until_back()
	await until(func() -> bool: return _types_from_hello().has(1002), "they came")
	expect_equal(_types_from_hello(), [0, 4, 1000, 1001, 1002] as Array[int], "once and in order")


func test_goes_on_with_the_latest_token() -> void:
	await _connect()
	for round_number in 3:
		await _drop({ "resumeToken": "token-%d" % (round_number + 2), "resumed": true, "received": 0 })
		await _until_back()
		expect_equal(_hello()["resume"], "token-%d" % (round_number + 1), "token")


func test_what_the_server_confirmed_is_not_sent_again() -> void:
	_server.pong["received"] = 3
	await _connect()
	await _send_three()
	await until(func() -> bool: return _client.statistics.round_trip_ms >= 0.0, "a Pong came")
	await _drop({ "resumed": true, "received": 3 })
	await _until_back()
	await until(func() -> bool: return _types_from_hello().size() >= 2, "the Ping came")
	expect_equal(_types_from_hello().slice(0, 2), [0, 4] as Array[int], "what came after the drop")


func test_tells_what_is_lost_with_the_session() -> void:
	await _connect()
	var sent := await _send_three()
	await _drop({ "sessionId": "s-2", "received": 0 })
	var waiting := _client.start_request(GodwitMessage.of(1003))
	await _until_back()
	expect_equal(sent.result.code, &"session.lost", "the request")
	expect_equal(
		_events.slice(1),
		PackedStringArray(["lost true", "dropped 1000 session.lost", "dropped 1002 session.lost", "connected s-2"]),
		"events",
	)
	expect(not waiting.is_settled(), "what waited belongs to the new session")
	await until(func() -> bool: return _server.count_of(1003) == 1, "it came")
	expect_equal(_server.count_of(1000), 1, "what was sent before is not sent again")


func test_a_request_times_out_while_the_link_is_down() -> void:
	await _connect()
	var pending := _client.start_request(GodwitMessage.of(1000), 100)
	await until(func() -> bool: return _server.count_of(1000) == 1, "it came")
	_server.welcomes = false
	_server.cut_all()
	await until(pending.is_settled, "it ended")
	expect_equal(pending.result.code, &"request.timeout", "code")


func test_a_ping_of_the_game_ends_with_its_link() -> void:
	_server.pongs = false
	await _connect()
	var pending := _client.start_request(GodwitMessage.of(GodwitProtocol.Type.PING))
	_server.cut_all()
	await until(pending.is_settled, "it ended")
	expect_equal(pending.result.code, &"link.closed", "code")


func test_giving_up_tells_what_may_not_have_arrived() -> void:
	await _connect()
	await _send_three()
	_client.settings.max_reconnect_attempts = 1
	_client.settings.connect_timeout_ms = 100
	_server.welcomes = false
	_server.cut_all()
	await until(func() -> bool: return _events.size() >= 5, "it gave up")
	expect_equal(
		_events.slice(2, 4),
		PackedStringArray(["dropped 1000 link.closed", "dropped 1002 link.closed"]),
		"events",
	)


func test_a_goodbye_ends_the_session() -> void:
	await _connect()
	_client.disconnect_from_server()
	expect(not _client.is_resumable, "it is over")
	await _connect()
	expect(not _hello().has("resume"), "a new one begins")


func test_does_not_resume_when_told_not_to() -> void:
	_client.settings.resume_sessions = false
	_server.welcome.erase("resumeToken")
	await _connect()
	expect(not _hello().has("resumable"), "it does not ask")
	expect(not _client.is_resumable, "it will not last")
	var pending := _client.start_request(GodwitMessage.of(1000))
	_server.cut_all()
	await until(pending.is_settled, "it ended")
	expect_equal(pending.result.code, &"link.closed", "code")


func test_signs_in_with_its_token() -> void:
	_client.access_token = "abc"
	_server.welcome["playerId"] = "p-1"
	await _connect()
	expect_equal(_hello()["token"], "abc", "token")
	expect_equal(_client.player_id, "p-1", "player")


func test_a_listener_may_start_over_when_the_session_is_lost() -> void:
	await _connect()
	await _send_three()
	_client.message_dropped.connect(
		func(_message: GodwitMessage, _code: StringName) -> void: _client.connect_to_server(_url), CONNECT_ONE_SHOT
	)
	await _drop({ "sessionId": "s-2", "received": 0 })
	await until(func() -> bool: return _events.has("connected s-2"), "it is connected")
	expect(not _hello().has("resume"), "from the beginning")


# Two plain messages and a request between them.
func _send_three() -> GodwitRequest:
	_client.message_received.connect(
		func(message: GodwitMessage) -> void: _events.append("heard %d" % message.type)
	)
	_client.send(GodwitMessage.of(1000))
	var pending := _client.start_request(GodwitMessage.of(1001))
	_client.send(GodwitMessage.of(1002))
	await until(func() -> bool: return _server.count_of(1002) == 1, "three came")
	return pending


func _drop(welcome: Dictionary) -> void:
	_server.welcome.merge(welcome, true)
	_server.cut_all()
	while _is_connected():
		await tree.process_frame


func _until_back() -> void:
	var hellos := _server.count_of(0)
	await until(func() -> bool: return _is_connected() and _server.count_of(0) > hellos, "it came back")


func _hello() -> Dictionary:
	return _server.last_of(0)["message"]


func _types_from_hello() -> Array[int]:
	var types: Array[int] = []
	for packet in _server.packets:
		var type: int = packet["type"]
		if type == 0:
			types.clear()
		types.append(type)
	return types


func _on_message_dropped(message: GodwitMessage, code: StringName) -> void:
	_events.append("dropped %d %s" % [message.type, code])
