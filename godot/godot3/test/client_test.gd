extends ClientCase
## Opening, requests, sends and what waits for the link.


func test_an_address_that_is_none_is_refused_at_once() -> void:
	for address in ["localhost", "http://localhost", "ws://localhost:99999"]:
		expect_equal(_client.connect_to_server(address), ERR_INVALID_PARAMETER, address)
		expect_equal(_events, ["disconnected 1006 address.invalid"], "what was told")
		_events.clear()
	expect_equal(_client.state, GodwitClient.State.DISCONNECTED, "state")
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(1000)), "completed")
	expect_equal(result.code, "address.invalid", "a request")
	expect_equal(_client.send(GodwitMessage.of(1000)).code, "address.invalid", "a send")


func test_a_bad_address_ends_the_connection_before_it() -> void:
	yield(_connect(), "completed")
	var pending := _client.start_request(GodwitMessage.of(1000))
	_events.clear()
	_client.connect_to_server("ws://")
	expect_equal(pending.result.code, "link.closed", "its request")
	expect_equal(_events, ["disconnected 1000 ", "disconnected 1006 address.invalid"], "events")
	_client.connect_to_server("  " + _url + "?a=b\n")
	yield(_until_connected(), "completed")


func test_opens_with_hello_and_is_connected_after_welcome() -> void:
	_server.welcomes = false
	expect_equal(_client.connect_to_server(_url), OK, "connect_to_server")
	expect_equal(_client.state, GodwitClient.State.CONNECTING, "state before")
	yield(_until_came(0, 1), "completed")
	expect_equal(_client.state, GodwitClient.State.CONNECTING, "state before the Welcome")

	var hello := _server.last_of(0)
	var fields: Dictionary = hello["message"]
	expect_equal(fields["engine"], "godot", "engine")
	expect_equal(fields["engineVersion"], _engine_version(), "engineVersion")
	expect_equal(GodwitFields.int_of(fields, "receiveBufferBytes"), 1048576, "receiveBufferBytes")
	_server.tell({ "type": 1, "ref": hello["ref"], "message": _server.welcome })
	yield(_until_connected(), "completed")
	expect_equal(_client.session_id, "s-1", "session_id")
	expect_equal(_client.greeting, "hello, client!", "greeting")


func test_works_while_the_game_is_paused() -> void:
	tree.paused = true
	yield(_connect(), "completed")
	tree.paused = false


func test_answers_reach_their_requests_in_any_order() -> void:
	yield(_connect(), "completed")
	var first := _client.start_request(GodwitMessage.of(1000))
	var second := _client.start_request(GodwitMessage.of(1001))
	yield(_until_came(1001, 1), "completed")
	_server.tell({ "type": 2, "ref": _server.last_of(1001)["ref"], "message": { "code": "a.b", "text": "No." } })
	_server.tell({ "type": 1002, "ref": _server.last_of(1000)["ref"], "message": { "id": 5 } })
	yield(_until_settled(first), "completed")
	expect_equal(GodwitFields.int_of(first.result.value.fields, "id"), 5, "first")
	expect_equal(second.result.code, "a.b", "second")


func test_request_waits_for_its_answer() -> void:
	yield(_connect(), "completed")
	_answer_next(1000, { "type": 3 })
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(1000)), "completed")
	expect(result.ok, "ok")


func test_an_unanswered_request_times_out() -> void:
	yield(_connect(), "completed")
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(1000), 50), "completed")
	expect_equal(result.code, "request.timeout", "code")


func test_a_cancelled_request_ends_at_once() -> void:
	yield(_connect(), "completed")
	var pending := _client.start_request(GodwitMessage.of(1000))
	pending.cancel()
	expect_equal(pending.result.code, "request.cancelled", "code")


func test_a_request_without_connection_fails_at_once() -> void:
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(1000)), "completed")
	expect_equal(result.code, "link.closed", "code")
	expect_equal(_client.send(GodwitMessage.of(1000)).code, "link.closed", "code of send")


func test_messages_wait_for_the_link_in_order() -> void:
	_client.connect_to_server(_url)
	for type in [1000, 1001, 1002]:
		expect(_client.send(GodwitMessage.of(type)).ok, "%d waits" % type)
	_answer_next(1003, { "type": 3 })
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(1003)), "completed")
	expect(result.ok, "the request that waited was answered")
	expect_equal(_game_types(), [1000, 1001, 1002, 1003], "order")


func test_what_a_connected_listener_sends_goes_first() -> void:
	_client.connect("connected", self, "_send_first")
	_client.connect_to_server(_url)
	_client.send(GodwitMessage.of(1000))
	yield(_until_came(1000, 1), "completed")
	expect_equal(_game_types(), [1009, 1000], "order")


func test_the_queue_has_a_limit() -> void:
	_client.settings.offline_queue_limit = 2
	_client.connect_to_server(_url)
	expect(_client.send(GodwitMessage.of(1000)).ok, "first")
	expect(not _client.start_request(GodwitMessage.of(1001)).is_settled(), "second")
	expect_equal(_client.send(GodwitMessage.of(1002)).code, "queue.full", "third")
	expect_equal(_client.start_request(GodwitMessage.of(1003)).result.code, "queue.full", "fourth")


func test_an_input_never_waits_for_the_link() -> void:
	_client.connect_to_server(_url)
	expect_equal(_client.send(ArenaInput.new(1)).code, "link.closed", "an input")
	expect(_client.send(GodwitMessage.of(1000)).ok, "another message")


func test_waiting_messages_are_told_of_when_it_ends() -> void:
	_client.connect("message_dropped", self, "_on_message_dropped")
	_client.connect_to_server(_url)
	_client.send(GodwitMessage.of(1000))
	var pending := _client.start_request(GodwitMessage.of(1001))
	_client.disconnect_from_server()
	expect_equal(_heard, [1000], "dropped")
	expect_equal(pending.result.code, "link.closed", "the request")


func test_every_request_ends_when_the_game_says_goodbye() -> void:
	yield(_connect(), "completed")
	var sent: GodwitRequest = _client.start_request(GodwitMessage.of(1000))
	_server.welcomes = false
	_server.cut_all()
	yield(until("_is_in_state", [GodwitClient.State.RECONNECTING], "the link was lost"), "completed")
	var waiting: GodwitRequest = _client.start_request(GodwitMessage.of(1001))
	_client.disconnect_from_server()
	expect_equal(sent.result.code, "link.closed", "the one that was sent")
	expect_equal(waiting.result.code, "link.closed", "the one that waited")


func test_every_request_ends_when_the_client_is_freed() -> void:
	yield(_connect(), "completed")
	var sent: GodwitRequest = _client.start_request(GodwitMessage.of(1001))
	_clients.erase(_client)
	_client.free()
	expect_equal(sent.result.code, "link.closed", "code")


func test_a_pong_reaches_the_request_that_asked_for_it() -> void:
	yield(_connect(), "completed")
	yield(until("_has_round_trip", [], "the heartbeat asked too"), "completed")
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(GodwitProtocol.Type.PING)), "completed")
	expect_equal(GodwitFields.float_of(result.value.fields, "serverTimeMs"), 6.5, "the server's clock")


func test_a_request_waits_as_long_as_the_settings_say() -> void:
	_client.settings.request_timeout_ms = 50
	yield(_connect(), "completed")
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(1000)), "completed")
	expect_equal(result.code, "request.timeout", "code")


func test_counts_what_it_carries() -> void:
	yield(_connect(), "completed")
	var before: int = _client.statistics.sent_bytes
	_client.send(GodwitMessage.of(1000, { "text": "abc" }))
	var frame := '{"message":{"text":"abc"},"type":1000}'
	expect_equal(_client.statistics.sent_bytes - before, frame.length(), "bytes of a packet")
	expect(_client.statistics.received_messages >= 1, "the Welcome was counted")
	expect(_client.statistics.received_bytes > 50, "with its bytes")


func test_a_waiting_request_times_out_by_its_own_clock() -> void:
	_server.welcomes = false
	_client.connect_to_server(_url)
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(1000), 50), "completed")
	expect_equal(result.code, "request.timeout", "code")
	_server.welcomes = true
	_server.cut_all()
	yield(_until_connected(), "completed")
	_client.send(GodwitMessage.of(1001))
	yield(_until_came(1001, 1), "completed")
	expect_equal(_server.count_of(1000), 0, "timed-out requests that were sent all the same")


func test_a_message_too_large_for_the_server_is_refused() -> void:
	yield(_connect(), "completed")
	var large: GodwitMessage = GodwitMessage.of(1000, { "text": "x".repeat(2048) })
	expect_equal(_client.send(large).code, "message.too_large", "send")
	expect_equal(_client.start_request(large).result.code, "message.too_large", "request")
	expect(_client.send(GodwitMessage.of(1000, { "text": "x".repeat(1500) })).ok, "a smaller one")


func test_a_full_network_is_a_coded_refusal() -> void:
	_server.welcome["maxMessageBytes"] = 10000000
	_client.settings.outbound_buffer_bytes = 65536
	yield(_connect(), "completed")
	var large: GodwitMessage = GodwitMessage.of(1000, { "text": "x".repeat(70000) })
	expect_equal(_client.send(large).code, "link.congested", "code")


func test_measures_the_round_trip() -> void:
	yield(_connect(), "completed")
	yield(until("_has_round_trip", [], "the round trip was measured"), "completed")
	_client.disconnect_from_server()
	expect_equal(_client.statistics.round_trip_ms, -1.0, "afterwards")


func test_events_reach_listeners_and_the_signal() -> void:
	_client.on(1005, self, "_on_message")
	_client.connect("message_received", self, "_on_message_received")
	yield(_connect(), "completed")
	_server.tell({ "type": 1005, "message": {} })
	_server.tell({ "type": 1006, "message": {} })
	yield(_until_heard(3), "completed")
	expect_equal(_heard, [1005, -1005, -1006], "heard")


func test_a_refused_send_is_told() -> void:
	yield(_connect(), "completed")
	_server.tell({ "type": 2, "message": { "code": "rate.limited", "text": "Slower." } })
	yield(until("_is_refused", [], "it was told"), "completed")
	expect_equal(_refusals, ["rate.limited"], "codes")


func _has_round_trip() -> bool:
	return _client.statistics.round_trip_ms >= 0.0


func _is_refused() -> bool:
	return not _refusals.empty()


func _answer_next(type: int, packet: Dictionary) -> void:
	yield(_until_came(type, 1), "completed")
	packet["ref"] = _server.last_of(type)["ref"]
	_server.tell(packet)


func _game_types() -> Array:
	var types := []
	for packet in _server.packets:
		if packet["type"] >= 1000:
			types.append(packet["type"])
	return types


func _engine_version() -> String:
	var version := Engine.get_version_info()
	return "%s.%s.%s" % [version["major"], version["minor"], version["patch"]]


func _on_message(message: GodwitMessage) -> void:
	_heard.append(message.type)


func _on_message_received(message: GodwitMessage) -> void:
	_heard.append(-message.type)


func _on_message_dropped(message: GodwitMessage, _code: String) -> void:
	_heard.append(message.type)


func _send_first(_session_id: String) -> void:
	_client.send(GodwitMessage.of(1009))
