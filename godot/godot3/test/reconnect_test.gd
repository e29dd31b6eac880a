extends ClientCase
## Losing the server, and finding it again or not.


func test_a_lost_link_ends_open_requests_and_comes_back() -> void:
	yield(_connect(), "completed")
	var pending := _client.start_request(GodwitMessage.of(1000))
	yield(_until_came(1000, 1), "completed")
	_server.cut_all()
	yield(_until_settled(pending), "completed")
	expect_equal(pending.result.code, "link.closed", "code")
	yield(_until_back(2), "completed")
	expect_equal(_events, ["connected s-1", "lost True", "connected s-1"], "events")


func test_comes_back_after_codes_that_pass() -> void:
	# Not 1012 and 1013: no Godot can send them.
	var codes := [1001, 1011, 4000, 4499]
	yield(_connect(), "completed")
	for index in codes.size():
		_server.close_all(codes[index], "a.reason")
		yield(_until_back(index + 2), "completed")


func test_stays_away_after_a_refusal_and_tells_its_code() -> void:
	for code in [1000, 1002, 1007, 1008, 4501]:
		_events = []
		yield(_connect(), "completed")
		_server.close_all(code, "rate.limited")
		yield(_until_events(3), "completed")
		expect_equal(_events, ["connected s-1", "lost False", "disconnected %d rate.limited" % code], "events")


func test_tries_again_until_the_server_is_there() -> void:
	_server.stop()
	_client.connect("reconnecting", self, "_on_reconnecting")
	_client.connect_to_server(_url)
	yield(_until_heard(3), "completed")
	expect_equal(_client.state, GodwitClient.State.RECONNECTING, "state")
	_server.restart()
	yield(_until_connected(), "completed")
	for delay_ms in _heard:
		expect(delay_ms <= 60, "no wait is longer than the cap")


func test_gives_up_after_the_last_attempt() -> void:
	_server.stop()
	_client.settings.max_reconnect_attempts = 2
	_client.connect_to_server(_url)
	yield(_until_events(1), "completed")
	expect_equal(_events[0], "disconnected 1006 ", "event")


func test_does_not_come_back_when_told_not_to() -> void:
	_client.settings.auto_reconnect = false
	yield(_connect(), "completed")
	_server.cut_all()
	yield(_until_events(3), "completed")
	expect_equal(_events, ["connected s-1", "lost False", "disconnected 1001 cut"], "events")


func test_goodbye_is_said_properly() -> void:
	yield(_connect(), "completed")
	_client.disconnect_from_server()
	expect_equal(_events[-1], "disconnected 1000 ", "event")
	yield(until("_has_goodbye", [], "the server heard it"), "completed")
	expect_equal(_server.goodbyes[0], 1000, "code")


func test_leaving_the_game_says_goodbye_too() -> void:
	yield(_connect(), "completed")
	_clients.erase(_client)
	_client.free()
	yield(until("_has_goodbye", [], "the server heard it"), "completed")
	expect_equal(_server.goodbyes[0], 1000, "code")


func test_a_silent_server_is_left_and_looked_for_again() -> void:
	_server.pongs = false
	yield(_connect(), "completed")
	yield(_until_accepted(2), "completed")
	expect(_server.count_of(4) >= 2, "it had asked twice")
	expect_equal(_events[1], "lost True", "event")


func test_a_server_that_never_welcomes_is_left_too() -> void:
	_server.welcomes = false
	_client.settings.connect_timeout_ms = 100
	_client.connect_to_server(_url)
	yield(_until_accepted(2), "completed")
	_server.welcomes = true
	yield(_until_connected(), "completed")


func test_a_refused_hello_ends_it_with_the_code() -> void:
	_server.welcomes = false
	_client.connect_to_server(_url)
	yield(_until_came(0, 1), "completed")
	_server.tell({ "type": 2, "ref": _server.last_of(0)["ref"], "message": { "code": "auth.required" } })
	yield(_until_events(1), "completed")
	expect_equal(_events[0], "disconnected 1008 auth.required", "event")
	expect_equal(_refusals, ["auth.required"], "refusals")


func test_a_packet_that_is_none_is_left_out_and_told() -> void:
	yield(_connect(), "completed")
	_server.tell_text("[]")
	while _refusals.empty():
		yield(tree, "idle_frame")
	expect_equal(_refusals, ["packet.malformed"], "refusals")
	expect_equal(_client.statistics.unreadable_messages, 1, "counted")
	expect_equal(_client.state, GodwitConnection.State.CONNECTED, "state")


func test_an_answer_that_can_not_be_read_ends_its_request_at_once() -> void:
	yield(_connect(), "completed")
	var request: GodwitRequest = _client.start_request(GodwitMessage.of(1000, { "a": 1 }))
	while _server.count_of(1000) == 0:
		yield(tree, "idle_frame")
	_server.tell_text("{\"type\":1001,\"ref\":%d,\"message\":{\"text\":nan,é}}" % _server.last_of(1000)["ref"])
	while not request.is_settled():
		yield(tree, "idle_frame")
	expect_equal(request.result.code, "packet.malformed", "code")


func test_a_flood_of_packets_that_are_none_ends_it() -> void:
	yield(_connect(), "completed")
	for _index in 17:
		_server.tell_text("[]")
	yield(_until_events(3), "completed")
	expect_equal(_events[2], "disconnected 1007 packet.malformed", "event")


func test_draining_is_told_and_its_wait_is_kept() -> void:
	_client.connect("server_draining", self, "_note")
	_client.connect("reconnecting", self, "_on_reconnecting")
	yield(_connect(), "completed")
	_server.tell({ "type": 6, "message": { "reconnectAfterMs": 150 } })
	yield(_until_heard(1), "completed")
	_server.close_all(1001, "server.draining")
	yield(_until_heard(2), "completed")
	expect_equal(_heard[0], 150, "told")
	expect(_heard[1] >= 150 and _heard[1] <= 210, "the wait is the server's plus our own: %d" % _heard[1])
	yield(_until_back(2), "completed")


func test_a_listener_may_stop_and_start_over_at_any_time() -> void:
	_client.on(1005, self, "_start_over")
	_client.on(1006, self, "_stop")
	yield(_connect(), "completed")
	_server.tell({ "type": 1005, "message": {} })
	_server.tell({ "type": 1005, "message": {} })
	yield(_until_back(2), "completed")
	_server.tell({ "type": 1006, "message": {} })
	yield(until("_is_in_state", [GodwitClient.State.DISCONNECTED], "it stopped"), "completed")


func _until_back(accepted: int):
	return until("_is_back", [accepted], "it came back")


func _until_accepted(count: int):
	return until("_has_accepted", [count], "%d were accepted" % count)


func _until_events(count: int):
	return until("_has_events", [count], "%d events" % count)


func _has_goodbye() -> bool:
	return not _server.goodbyes.empty()


func _on_reconnecting(_attempt: int, delay_ms: int) -> void:
	_heard.append(delay_ms)


func _note(number: int) -> void:
	_heard.append(number)


func _start_over(_message: GodwitMessage) -> void:
	_client.connect_to_server(_url)


func _stop(_message: GodwitMessage) -> void:
	_client.disconnect_from_server()
