extends ClientCase
## Opening, requests, sends and what waits for the link.


func test_an_address_that_is_none_is_refused_at_once() -> void:
	for address: String in ["localhost", "http://localhost", "ws://localhost:99999"]:
		expect_complaint("is no address of a server")
		expect_equal(_client.connect_to_server(address), ERR_INVALID_PARAMETER, address)
		expect_equal(_events, PackedStringArray(["disconnected 1006 address.invalid"]), "what was told")
		_events.clear()
	expect_equal(_client.state, GodwitClient.State.DISCONNECTED, "state")
	var result := await _client.request(GodwitMessage.of(1000))
	expect_equal(result.code, &"address.invalid", "a request")
	expect_equal(_client.send(GodwitMessage.of(1000)).code, &"address.invalid", "a send")


func test_a_bad_address_ends_the_connection_before_it() -> void:
	await _connect()
	var pending := _client.start_request(GodwitMessage.of(1000))
	_events.clear()
	expect_complaint("is no address of a server")
	_client.connect_to_server("ws://")
	expect_equal(pending.result.code, &"link.closed", "its request")
	expect_equal(_events, PackedStringArray(["disconnected 1000 ", "disconnected 1006 address.invalid"]), "events")
	_client.connect_to_server("  " + _url + "?a=b\n")
	await _until_connected()


func test_what_the_engine_refuses_ends_at_once() -> void:
	var connection := _client._new_connection()
	_client._connection = connection
	expect_complaint("Invalid URL")
	connection.start("ws://localhost:99999")
	expect_equal(_events, PackedStringArray(["disconnected 1006 address.invalid"]), "events")
	expect_equal(_client.send(GodwitMessage.of(1000)).code, &"address.invalid", "a send")


func test_opens_with_hello_and_is_connected_after_welcome() -> void:
	_server.welcomes = false
	expect_equal(_client.connect_to_server(_url), OK, "connect_to_server")
	expect_equal(_client.state, GodwitClient.State.CONNECTING, "state before")
	await until(func() -> bool: return _server.count_of(0) == 1, "Hello came")
	expect_equal(_client.state, GodwitClient.State.CONNECTING, "state before the Welcome")

	var hello := _server.last_of(0)
	var fields: Dictionary = hello["message"]
	expect_equal(fields["engine"], "godot", "engine")
	expect_equal(fields["engineVersion"], _engine_version(), "engineVersion")
	expect_equal(GodwitFields.int_of(fields, "receiveBufferBytes"), 1_048_576, "receiveBufferBytes")
	_server.tell({ "type": 1, "ref": hello["ref"], "message": _server.welcome })
	await _until_connected()
	expect_equal(_client.session_id, "s-1", "session_id")
	expect_equal(_client.greeting, "hello, client!", "greeting")


func test_works_while_the_game_is_paused() -> void:
	tree.paused = true
	_client.connect_to_server(_url)
	await _until_connected()
	tree.paused = false


func test_answers_reach_their_requests_in_any_order() -> void:
	await _connect()
	var first := _client.start_request(GodwitMessage.of(1000))
	var second := _client.start_request(GodwitMessage.of(1001))
	await until(func() -> bool: return _server.count_of(1001) == 1, "both came")
	_server.tell({ "type": 2, "ref": _server.last_of(1001)["ref"], "message": { "code": "a.b", "text": "No." } })
	_server.tell({ "type": 1002, "ref": _server.last_of(1000)["ref"], "message": { "id": 5 } })
	await until(func() -> bool: return first.is_settled(), "the first ended")
	expect_equal(GodwitFields.int_of(first.result.value.fields, "id"), 5, "first")
	expect_equal(second.result.code, &"a.b", "second")


func test_a_request_that_is_refused_for_now_is_asked_again() -> void:
	await _connect()
	var codes: Array[StringName] = []
	_client.answer_received.connect(
		func(_request: GodwitRequest, result: GodwitResult) -> void: codes.append(result.code)
	)
	var request := _client.start_request(GodwitMessage.of(1000))
	for times: int in [1, 2]:
		await until(func() -> bool: return _server.count_of(1000) == times, "it is asked %d times" % times)
		_server.tell({ "type": 2, "ref": _server.last_of(1000)["ref"], "message": { "code": "cluster.try_again", "text": "." } })
	await until(func() -> bool: return _server.count_of(1000) == 3, "it is asked a third time")
	expect(not request.is_settled() and codes.is_empty(), "nobody was told")
	_server.tell({ "type": 1002, "ref": _server.last_of(1000)["ref"], "message": { "id": 5 } })
	await until(func() -> bool: return request.is_settled(), "it is answered")
	expect_equal(codes, [&""] as Array[StringName], "what was told")


func test_request_waits_for_its_answer() -> void:
	await _connect()
	_answer_next(1000, { "type": 3 })
	var result := await _client.request(GodwitMessage.of(1000))
	expect(result.ok, "ok")


func test_an_unanswered_request_times_out() -> void:
	await _connect()
	var result := await _client.request(GodwitMessage.of(1000), 50)
	expect_equal(result.code, &"request.timeout", "code")


func test_a_cancelled_request_ends_at_once() -> void:
	await _connect()
	var pending := _client.start_request(GodwitMessage.of(1000))
	pending.cancel()
	expect_equal(pending.result.code, &"request.cancelled", "code")


func test_a_request_without_connection_fails_at_once() -> void:
	var result := await _client.request(GodwitMessage.of(1000))
	expect_equal(result.code, &"link.closed", "code")
	expect_equal(_client.send(GodwitMessage.of(1000)).code, &"link.closed", "code of send")


func test_messages_wait_for_the_link_in_order() -> void:
	_client.connect_to_server(_url)
	for type: int in [1000, 1001, 1002]:
		expect(_client.send(GodwitMessage.of(type)).ok, "%d waits" % type)
	_answer_next(1003, { "type": 3 })
	var result := await _client.request(GodwitMessage.of(1003))
	expect(result.ok, "the request that waited was answered")
	expect_equal(_game_types(), [1000, 1001, 1002, 1003] as Array[int], "order")


func test_what_a_connected_listener_sends_goes_first() -> void:
	_client.connected.connect(func(_id: String) -> void: _client.send(GodwitMessage.of(1009)))
	_client.connect_to_server(_url)
	_client.send(GodwitMessage.of(1000))
	await until(func() -> bool: return _server.count_of(1000) == 1, "both came")
	expect_equal(_game_types(), [1009, 1000] as Array[int], "order")


func test_the_queue_has_a_limit() -> void:
	_client.settings.offline_queue_limit = 2
	_client.connect_to_server(_url)
	expect(_client.send(GodwitMessage.of(1000)).ok, "first")
	expect(not _client.start_request(GodwitMessage.of(1001)).is_settled(), "second")
	expect_equal(_client.send(GodwitMessage.of(1002)).code, &"queue.full", "third")
	expect_equal(_client.start_request(GodwitMessage.of(1003)).result.code, &"queue.full", "fourth")


func test_an_input_never_waits_for_the_link() -> void:
	_client.connect_to_server(_url)
	expect_equal(_client.send(ArenaInput.new(1)).code, &"link.closed", "an input")
	expect(_client.send(GodwitMessage.of(1000)).ok, "another message")
	await until(func() -> bool: return _server.count_of(1000) == 1, "the other message came")
	expect_equal(_server.count_of(ArenaInput.TYPE), 0, "inputs that came")


func test_ticks_that_the_room_lost_are_told() -> void:
	var leaps: Array[Vector2i] = []
	_client.state_receiver.leapt.connect(func(tick: int, ticks: int) -> void: leaps.append(Vector2i(tick, ticks)))
	_client.state_receiver.leap(40, 12)
	expect_equal(leaps, [Vector2i(40, 12)] as Array[Vector2i], "leaps")


func test_waiting_messages_are_told_of_when_it_ends() -> void:
	var dropped: Array[int] = []
	var note := func(message: GodwitMessage, _code: StringName) -> void: dropped.append(message.type)
	_client.message_dropped.connect(note)
	_client.connect_to_server(_url)
	_client.send(GodwitMessage.of(1000))
	var pending := _client.start_request(GodwitMessage.of(1001))
	_client.disconnect_from_server()
	expect_equal(dropped, [1000] as Array[int], "dropped")
	expect_equal(pending.result.code, &"link.closed", "the request")


func test_every_request_ends_when_the_game_says_goodbye() -> void:
	await _connect()
	var sent := _client.start_request(GodwitMessage.of(1000))
	_server.welcomes = false
	_server.cut_all()
	await until(func() -> bool: return not _is_connected(), "the link was lost")
	var waiting := _client.start_request(GodwitMessage.of(1001))
	_client.disconnect_from_server()
	expect_equal(sent.result.code, &"link.closed", "the one that was sent")
	expect_equal(waiting.result.code, &"link.closed", "the one that waited")


func test_every_request_ends_when_the_client_is_freed() -> void:
	var client := make_client()
	client.connect_to_server(_url)
	var waiting := client.start_request(GodwitMessage.of(1000))
	await until(func() -> bool: return client.state == GodwitClient.State.CONNECTED, "connected")
	var sent := client.start_request(GodwitMessage.of(1001))
	_clients.erase(client)
	client.free()
	expect_equal(waiting.result.code, &"link.closed", "the one that waited first")
	expect_equal(sent.result.code, &"link.closed", "the one that was sent")


func test_a_pong_reaches_the_request_that_asked_for_it() -> void:
	await _connect()
	await until(func() -> bool: return _client.statistics.round_trip_ms >= 0.0, "the heartbeat asked too")
	var result := await _client.request(GodwitMessage.of(GodwitProtocol.Type.PING))
	expect_equal(GodwitFields.float_of(result.value.fields, "serverTimeMs"), 6.5, "the server's clock")


func test_a_request_waits_as_long_as_the_settings_say() -> void:
	_client.settings.request_timeout_ms = 50
	await _connect()
	expect_equal((await _client.request(GodwitMessage.of(1000))).code, &"request.timeout", "code")


func test_counts_what_it_carries() -> void:
	await _connect()
	var before := _client.statistics.sent_bytes
	_client.send(GodwitMessage.of(1000, { "text": "abc" }))
	var frame := '{"type":1000,"message":{"text":"abc"}}'
	expect_equal(_client.statistics.sent_bytes - before, frame.length(), "bytes of a packet")
	expect(_client.statistics.received_messages >= 1, "the Welcome was counted")
	expect(_client.statistics.received_bytes > 50, "with its bytes")


func test_a_waiting_request_times_out_by_its_own_clock() -> void:
	_server.welcomes = false
	_client.connect_to_server(_url)
	var result := await _client.request(GodwitMessage.of(1000), 50)
	expect_equal(result.code, &"request.timeout", "code")
	_server.welcomes = true
	_server.cut_all()
	await _until_connected()
	_client.send(GodwitMessage.of(1001))
	await until(func() -> bool: return _server.count_of(1001) == 1, "the next message came")
	expect_equal(_server.count_of(1000), 0, "timed-out requests that were sent all the same")


func test_a_message_too_large_for_the_server_is_refused() -> void:
	await _connect()
	var large := GodwitMessage.of(1000, { "text": "x".repeat(2048) })
	expect_equal(_client.send(large).code, &"message.too_large", "send")
	expect_equal((await _client.request(large)).code, &"message.too_large", "request")
	expect(_client.send(GodwitMessage.of(1000, { "text": "x".repeat(1500) })).ok, "a smaller one")


func test_a_full_network_is_a_coded_refusal() -> void:
	_server.welcome["maxMessageBytes"] = 10_000_000
	_client.settings.outbound_buffer_bytes = 65_536
	await _connect()
	var large := GodwitMessage.of(1000, { "text": "x".repeat(70_000) })
	expect_equal(_client.send(large).code, &"link.congested", "code")


func test_measures_the_round_trip() -> void:
	await _connect()
	await until(func() -> bool: return _client.statistics.round_trip_ms >= 0.0, "the round trip was measured")
	_client.disconnect_from_server()
	expect_equal(_client.statistics.round_trip_ms, -1.0, "afterwards")


func test_events_reach_listeners_and_the_signal() -> void:
	var heard: Array[int] = []
	_client.on(1005, func(message: GodwitMessage) -> void: heard.append(message.type))
	_client.message_received.connect(func(message: GodwitMessage) -> void: heard.append(-message.type))
	await _connect()
	_server.tell({ "type": 1005, "message": {} })
	_server.tell({ "type": 1006, "message": {} })
	await until(func() -> bool: return heard.size() == 3, "all were heard")
	expect_equal(heard, [1005, -1005, -1006] as Array[int], "heard")


func test_a_refused_send_is_told() -> void:
	var refusals: Array[GodwitResult] = []
	_client.refusal_received.connect(refusals.append)
	await _connect()
	_server.tell({ "type": 2, "message": { "code": "rate.limited", "text": "Slower." } })
	await until(func() -> bool: return refusals.size() == 1, "it was told")
	expect_equal(refusals[0].code, &"rate.limited", "code")


func _answer_next(type: int, packet: Dictionary) -> void:
	await until(func() -> bool: return _server.count_of(type) > 0, "%d came" % type)
	packet["ref"] = _server.last_of(type)["ref"]
	_server.tell(packet)


func _game_types() -> Array[int]:
	var types: Array[int] = []
	for packet in _server.packets:
		var type: int = packet["type"]
		if type >= 1000:
			types.append(type)
	return types


func _engine_version() -> String:
	var version := Engine.get_version_info()
	return "%s.%s.%s" % [version["major"], version["minor"], version["patch"]]
