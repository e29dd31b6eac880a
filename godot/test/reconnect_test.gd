extends ClientCase
## Losing the server, and finding it again or not.


func test_a_lost_link_ends_open_requests_and_comes_back() -> void:
	await _connect()
	var pending := _client.start_request(GodwitMessage.of(1000))
	await until(func() -> bool: return _server.count_of(1000) == 1, "the request came")
	_server.cut_all()
	await until(pending.is_settled, "the request ended")
	expect_equal(pending.result.code, &"link.closed", "code")
	await _until_back(2)
	expect_equal(_events, PackedStringArray(["connected s-1", "lost true", "connected s-1"]), "events")


func test_comes_back_after_codes_that_pass() -> void:
	# Not 1012 and 1013: no Godot can send them.
	var codes: Array[int] = [1001, 1011, 4000, 4499]
	await _connect()
	for index in codes.size():
		_server.close_all(codes[index], "a.reason")
		await _until_back(index + 2)


func test_stays_away_after_a_refusal_and_tells_its_code() -> void:
	for code: int in [1000, 1002, 1007, 1008, 4501]:
		_events = []
		await _connect()
		_server.close_all(code, "rate.limited")
		await until(func() -> bool: return _events.size() == 3, "it gave up after %d" % code)
		expect_equal(_events[1], "lost false", "event")
		expect_equal(_events[2], "disconnected %d rate.limited" % code, "event")


func test_tries_again_until_the_server_is_there() -> void:
	var port := _url.get_slice(":", 2).to_int()
	_server.stop()
	var delays: Array[int] = []
	_client.reconnecting.connect(func(_attempt: int, delay_ms: int) -> void: delays.append(delay_ms))
	_client.connect_to_server(_url)
	await until(func() -> bool: return delays.size() >= 3, "three attempts failed")
	expect_equal(_client.state, GodwitClient.State.RECONNECTING, "state")
	_server.start(port)
	await _until_connected()
	for delay_ms in delays:
		expect(delay_ms <= 60, "no wait is longer than the cap")


func test_gives_up_after_the_last_attempt() -> void:
	_server.stop()
	_client.settings.max_reconnect_attempts = 2
	_client.connect_to_server(_url)
	await until(func() -> bool: return not _events.is_empty(), "it gave up")
	expect_equal(_events[0], "disconnected 1006 ", "event")


func test_does_not_come_back_when_told_not_to() -> void:
	_client.settings.auto_reconnect = false
	await _connect()
	_server.cut_all()
	await until(func() -> bool: return _events.size() == 3, "it ended")
	expect_equal(_events, PackedStringArray(["connected s-1", "lost false", "disconnected 1006 "]), "events")


func test_goodbye_is_said_properly() -> void:
	await _connect()
	_client.disconnect_from_server()
	expect_equal(_events[-1], "disconnected 1000 ", "event")
	await until(func() -> bool: return not _server.goodbyes.is_empty(), "the server heard it")
	expect_equal(_server.goodbyes[0], 1000, "code")


func test_leaving_the_game_says_goodbye_too() -> void:
	var client := make_client()
	client.connect_to_server(_url)
	await until(func() -> bool: return client.state == GodwitClient.State.CONNECTED, "connected")
	_clients.erase(client)
	client.free()
	await until(func() -> bool: return not _server.goodbyes.is_empty(), "the server heard it")
	expect_equal(_server.goodbyes[0], 1000, "code")


func test_a_silent_server_is_left_and_looked_for_again() -> void:
	_server.pongs = false
	await _connect()
	await until(func() -> bool: return _server.accepted >= 2, "it came again")
	expect(_server.count_of(4) >= 2, "it had asked twice")
	expect_equal(_events[1], "lost true", "event")


func test_a_server_that_never_welcomes_is_left_too() -> void:
	_server.welcomes = false
	_client.settings.connect_timeout_ms = 100
	_client.connect_to_server(_url)
	await until(func() -> bool: return _server.accepted >= 2, "it tried again")
	_server.welcomes = true
	await _until_connected()


func test_a_refused_hello_ends_it_with_the_code() -> void:
	var refusals: Array[GodwitResult] = []
	_client.refusal_received.connect(refusals.append)
	_server.welcomes = false
	_client.connect_to_server(_url)
	await until(func() -> bool: return _server.count_of(0) == 1, "Hello came")
	_server.tell({ "type": 2, "ref": _server.last_of(0)["ref"], "message": { "code": "auth.required" } })
	await until(func() -> bool: return not _events.is_empty(), "it ended")
	expect_equal(_events[0], "disconnected 1008 auth.required", "event")
	expect_equal(refusals[0].code, &"auth.required", "refusal")


func test_a_packet_that_is_none_is_left_out_and_told() -> void:
	var refusals: Array[GodwitResult] = []
	_client.refusal_received.connect(refusals.append)
	await _connect()
	expect_complaint("a packet of the type 20 can't be read")
	_server.tell_text("no json")
	await until(func() -> bool: return refusals.size() == 1, "it was told")
	expect_equal(refusals[0].code, &"packet.malformed", "refusal")
	expect_equal(_client.statistics.unreadable_messages, 1, "counted")
	expect_equal(_client.state, GodwitClient.State.CONNECTED, "state")


func test_an_answer_that_can_not_be_read_ends_its_request_at_once() -> void:
	await _connect()
	expect_complaint("a packet of the type 1001 can't be read")
	var request := _client.start_request(GodwitMessage.of(1000, { "a": 1 }))
	await until(func() -> bool: return _server.count_of(1000) == 1, "it came")
	_server.tell_text('{"type":1001,"ref":%d,"message":{"text":"\\ud800é"}}' % _server.last_of(1000)["ref"])
	await until(func() -> bool: return request.is_settled(), "it ended")
	expect_equal(request.result.code, &"packet.malformed", "code")


func test_a_flood_of_packets_that_are_none_ends_it() -> void:
	await _connect()
	expect_complaint("can't be read")
	for _index in 17:
		_server.tell_text("[]")
	await until(func() -> bool: return _events.size() == 3, "it ended")
	expect_equal(_events[2], "disconnected 1007 packet.malformed", "event")


func test_draining_is_told_and_its_wait_is_kept() -> void:
	var waits: Array[int] = []
	_client.server_draining.connect(func(wait_ms: int) -> void: waits.append(wait_ms))
	_client.reconnecting.connect(func(_attempt: int, delay_ms: int) -> void: waits.append(delay_ms))
	await _connect()
	_server.tell({ "type": 6, "message": { "reconnectAfterMs": 150 } })
	await until(func() -> bool: return waits.size() == 1, "draining was told")
	_server.close_all(1001, "server.draining")
	await until(func() -> bool: return waits.size() == 2, "the next attempt was planned")
	expect_equal(waits[0], 150, "told")
	expect(waits[1] >= 150 and waits[1] <= 210, "the wait is the server's plus our own: %d" % waits[1])
	await _until_back(2)


func test_a_server_that_stands_still_says_so() -> void:
	var told: Array[bool] = []
	_client.server_paused.connect(func(is_paused: bool) -> void: told.append(is_paused))
	await _connect()
	_pause(true)
	_pause(false)
	await until(func() -> bool: return told.size() == 2, "both were told")
	expect_equal(told, [true, false] as Array[bool], "told")


func test_what_is_sent_while_the_server_stands_still_waits() -> void:
	_client.settings.offline_queue_limit = 2
	await _connect()
	_pause(true)
	await until(func() -> bool: return _client.is_server_paused, "it was told")
	var request := _client.start_request(GodwitMessage.of(1000))
	expect(_client.send(GodwitMessage.of(1001)).ok, "a message")
	expect_equal((await _client.request(GodwitMessage.of(1002))).code, &"queue.full", "one too many")
	var input := GodwitMessage.of(1003)
	input.is_kept_offline = false
	expect_equal(_client.send(input).code, &"server.paused", "an input")
	var pings := _server.count_of(4)
	await until(func() -> bool: return _server.count_of(4) > pings, "the heartbeat goes on")
	expect_equal([1000, 1001, 1002, 1003].map(_server.count_of), [0, 0, 0, 0], "nothing else has left")
	_pause(false)
	await until(func() -> bool: return _server.count_of(1001) == 1, "it came")
	expect_equal([1000, 1001, 1002, 1003].map(_server.count_of), [1, 1, 0, 0], "each once")
	_server.tell({ "type": 1004, "ref": _server.last_of(1000)["ref"], "message": {} })
	await until(request.is_settled, "the answer")
	expect(request.result.ok, "the request went well")


func test_a_connection_that_ends_or_comes_back_ends_the_pause() -> void:
	var told: Array[bool] = []
	_client.server_paused.connect(func(is_paused: bool) -> void: told.append(is_paused))
	await _connect()
	_pause(true)
	await until(func() -> bool: return _client.is_server_paused, "it was told")
	var request := _client.start_request(GodwitMessage.of(1000))
	_server.cut_all()
	await _until_back(2)
	expect(not _client.is_server_paused and not _client.clock.stands_still, "it goes on")
	await until(func() -> bool: return _server.count_of(1000) == 1, "what waited came")
	expect(not request.is_settled(), "and waits for its answer")
	_pause(true)
	await until(func() -> bool: return _client.is_server_paused, "it was told again")
	_client.disconnect_from_server()
	expect_equal(told, [true, false, true, false] as Array[bool], "told")


func test_a_listener_may_stop_and_start_over_at_any_time() -> void:
	_client.on(1005, func(_message: GodwitMessage) -> void: _client.connect_to_server(_url))
	_client.on(1006, func(_message: GodwitMessage) -> void: _client.disconnect_from_server())
	await _connect()
	_server.tell({ "type": 1005, "message": {} })
	_server.tell({ "type": 1005, "message": {} })
	await _until_back(2)
	_server.tell({ "type": 1006, "message": {} })
	await until(func() -> bool: return _client.state == GodwitClient.State.DISCONNECTED, "it stopped")


func _pause(is_paused: bool) -> void:
	_server.tell({ "type": 19, "message": { "isPaused": is_paused } })


func _until_back(accepted: int) -> void:
	await until(func() -> bool: return _server.accepted == accepted and _is_connected(), "it came back")
