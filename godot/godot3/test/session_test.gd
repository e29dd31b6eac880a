extends ClientCase
## A session that outlives its link.


func before_each() -> void:
	.before_each()
	_server.welcome["resumeToken"] = "token-1"
	_server.welcome["resumed"] = false
	_client.connect("resumed", self, "_on_resumed")
	_client.connect("message_dropped", self, "_on_message_dropped")
	_client.connect("message_received", self, "_on_message_received")


func test_asks_for_a_session_that_lasts() -> void:
	yield(_connect(), "completed")
	var hello := _hello()
	expect_equal(hello["resumable"], true, "resumable")
	expect(not hello.has("resume"), "there is nothing to resume")
	expect(_client.is_resumable, "it will last")
	yield(_until_came(4, 1), "completed")
	expect_equal(_server.last_of(4)["message"], { "received": 0.0 }, "it tells that the Welcome arrived")


func test_goes_on_after_a_drop_with_what_was_missed() -> void:
	yield(_connect(), "completed")
	var sent: GodwitRequest = yield(_send_three(), "completed")
	_server.tell({ "type": 1005, "message": {} })
	yield(_until_heard(1), "completed")
	yield(_drop({ "resumeToken": "token-2", "resumed": true, "received": 1 }), "completed")
	_client.send(GodwitMessage.of(1003))
	yield(_until_back(), "completed")

	var hello := _hello()
	expect_equal(hello["resume"], "token-1", "token")
	expect_equal(hello["received"], 1.0, "received")
	yield(_until_came(1003, 1), "completed")
	expect_equal(_types_from_hello(), [0, 4, 1001, 1002, 1003], "what came after the drop")
	expect_equal(_events.slice(1, 2), ["lost True", "resumed s-1"], "events")
	expect(not sent.is_settled(), "the request is still open")
	_server.tell({ "type": 1100, "ref": _server.last_of(1001)["ref"], "message": {} })
	yield(_until_settled(sent), "completed")
	expect(sent.result.ok, "it is answered as if nothing had happened")


func test_what_is_said_as_the_link_breaks_is_not_lost() -> void:
	yield(_connect(), "completed")
	_set_welcome({ "resumed": true, "received": 0 })
	_server.cut_all()
	for type in [1000, 1001, 1002]:
		expect(_client.send(GodwitMessage.of(type)).ok, "it is taken")
	yield(_until_back(), "completed")
	yield(until("_has_come_back_with", [1002], "they came"), "completed")
	expect_equal(_types_from_hello(), [0, 4, 1000, 1001, 1002], "once and in order")


func test_goes_on_with_the_latest_token() -> void:
	yield(_connect(), "completed")
	for round_number in range(3):
		yield(_drop({ "resumeToken": "token-%d" % (round_number + 2), "resumed": true, "received": 0 }), "completed")
		yield(_until_back(), "completed")
		expect_equal(_hello()["resume"], "token-%d" % (round_number + 1), "token")


func test_what_the_server_confirmed_is_not_sent_again() -> void:
	_server.pong["received"] = 3
	yield(_connect(), "completed")
	yield(_send_three(), "completed")
	yield(until("_has_measured", [], "a Pong came"), "completed")
	yield(_drop({ "resumed": true, "received": 3 }), "completed")
	yield(_until_back(), "completed")
	yield(until("_has_come_back_with", [4], "the Ping came"), "completed")
	expect_equal(_types_from_hello().slice(0, 1), [0, 4], "what came after the drop")


func test_tells_what_is_lost_with_the_session() -> void:
	yield(_connect(), "completed")
	var sent: GodwitRequest = yield(_send_three(), "completed")
	yield(_drop({ "sessionId": "s-2", "received": 0 }), "completed")
	var waiting := _client.start_request(GodwitMessage.of(1003))
	yield(_until_back(), "completed")
	expect_equal(sent.result.code, "session.lost", "the request")
	expect_equal(
		_events.slice(1, 4),
		["lost True", "dropped 1000 session.lost", "dropped 1002 session.lost", "connected s-2"],
		"events"
	)
	expect(not waiting.is_settled(), "what waited belongs to the new session")
	yield(_until_came(1003, 1), "completed")
	expect_equal(_server.count_of(1000), 1, "what was sent before is not sent again")


func test_a_request_times_out_while_the_link_is_down() -> void:
	yield(_connect(), "completed")
	var pending := _client.start_request(GodwitMessage.of(1000), 100)
	yield(_until_came(1000, 1), "completed")
	_server.welcomes = false
	_server.cut_all()
	yield(_until_settled(pending), "completed")
	expect_equal(pending.result.code, "request.timeout", "code")


func test_a_ping_of_the_game_ends_with_its_link() -> void:
	_server.pongs = false
	yield(_connect(), "completed")
	var pending := _client.start_request(GodwitMessage.of(GodwitProtocol.Type.PING))
	_server.cut_all()
	yield(_until_settled(pending), "completed")
	expect_equal(pending.result.code, "link.closed", "code")


func test_giving_up_tells_what_may_not_have_arrived() -> void:
	yield(_connect(), "completed")
	yield(_send_three(), "completed")
	_client.settings.max_reconnect_attempts = 1
	_client.settings.connect_timeout_ms = 100
	_server.welcomes = false
	_server.cut_all()
	yield(until("_has_events", [5], "it gave up"), "completed")
	expect_equal(
		_events.slice(2, 3), ["dropped 1000 link.closed", "dropped 1002 link.closed"], "events"
	)


func test_a_goodbye_ends_the_session() -> void:
	yield(_connect(), "completed")
	_client.disconnect_from_server()
	expect(not _client.is_resumable, "it is over")
	yield(_connect(), "completed")
	expect(not _hello().has("resume"), "a new one begins")


func test_does_not_resume_when_told_not_to() -> void:
	_client.settings.resume_sessions = false
	_server.welcome.erase("resumeToken")
	yield(_connect(), "completed")
	expect(not _hello().has("resumable"), "it does not ask")
	expect(not _client.is_resumable, "it will not last")
	var pending := _client.start_request(GodwitMessage.of(1000))
	_server.cut_all()
	yield(_until_settled(pending), "completed")
	expect_equal(pending.result.code, "link.closed", "code")


func test_signs_in_with_its_token() -> void:
	_client.access_token = "abc"
	_server.welcome["playerId"] = "p-1"
	yield(_connect(), "completed")
	expect_equal(_hello()["token"], "abc", "token")
	expect_equal(_client.player_id, "p-1", "player")


func test_a_listener_may_start_over_when_the_session_is_lost() -> void:
	yield(_connect(), "completed")
	yield(_send_three(), "completed")
	_client.connect("message_dropped", self, "_on_dropped_start_over", [], CONNECT_ONESHOT)
	yield(_drop({ "sessionId": "s-2", "received": 0 }), "completed")
	yield(until("_has_event", ["connected s-2"], "it is connected"), "completed")
	expect(not _hello().has("resume"), "from the beginning")


# Two plain messages and a request between them.
func _send_three():
	_client.send(GodwitMessage.of(1000))
	var pending := _client.start_request(GodwitMessage.of(1001))
	_client.send(GodwitMessage.of(1002))
	yield(_until_came(1002, 1), "completed")
	return pending


func _drop(welcome: Dictionary):
	_set_welcome(welcome)
	_server.cut_all()
	return until("_is_in_state", [GodwitClient.State.RECONNECTING], "the link was lost")


func _set_welcome(welcome: Dictionary) -> void:
	for key in welcome:
		_server.welcome[key] = welcome[key]


func _until_back():
	return until("_has_returned", [_server.count_of(0)], "it came back")


func _hello() -> Dictionary:
	return _server.last_of(0)["message"]


func _types_from_hello() -> Array:
	var types := []
	for packet in _server.packets:
		if packet["type"] == 0:
			types.clear()
		types.append(packet["type"])
	return types


func _has_returned(hellos: int) -> bool:
	return _client.state == GodwitClient.State.CONNECTED and _server.count_of(0) > hellos


func _has_come_back_with(type: int) -> bool:
	return _types_from_hello().has(type)


func _has_measured() -> bool:
	return _client.statistics.round_trip_ms >= 0.0


func _has_event(event: String) -> bool:
	return _events.has(event)


func _on_resumed(session_id: String) -> void:
	_events.append("resumed " + session_id)


func _on_message_received(message: GodwitMessage) -> void:
	_heard.append(message.type)


func _on_message_dropped(message: GodwitMessage, code: String) -> void:
	_events.append("dropped %d %s" % [message.type, code])


func _on_dropped_start_over(_message: GodwitMessage, _code: String) -> void:
	_client.connect_to_server(_url)
