extends GodwitTest
## The client against the server of --url=, a Godwit with the chat module.

var _client: GodwitClient
var _channel: String
var _heard: Array
var _refusals: Array


func needs_server() -> bool:
	return true


func before_each() -> void:
	_client = make_client()
	_heard = []
	_refusals = []
	# A channel of its own for each test, for the server may be in use.
	randomize()
	_channel = "test-%d" % randi()


func test_greets_and_gives_a_session() -> void:
	yield(_connect(_client), "completed")
	expect_equal(_client.greeting, "hello, client!", "greeting")
	expect(_client.session_id != "", "a session id")


func test_shows_its_ticket_once() -> void:
	_client.connect("reconnecting", self, "_on_reconnecting")
	_client.ticket = "of-nobody"
	yield(_connect(_client), "completed")
	expect_equal(_heard, [1], "refused with it, welcomed without")
	expect_equal(_client.ticket, "", "the ticket")


func test_joins_says_and_reads_history() -> void:
	yield(_connect(_client), "completed")
	var joined: GodwitResult = yield(_join(_client, "Ada"), "completed")
	var member := GodwitFields.object_of(joined.value.fields, "member")
	expect_equal(GodwitFields.text_of(member, "name"), "Ada", "member")
	expect_equal(GodwitFields.list_of(joined.value.fields, "members").size(), 1, "members")

	var said: GodwitResult = yield(_say(_client, "grüße 東京"), "completed")
	expect_equal(said.value.type, GodwitChatSaid.TYPE, "answer")
	expect(GodwitFields.int_of(said.value.fields, "id") > 0, "the line has a number")

	var history: GodwitMessage = GodwitMessage.of(GodwitChatHistory.TYPE, { "channel": _channel })
	var told: GodwitResult = yield(_client.request(history), "completed")
	var lines := GodwitFields.objects_of(told.value.fields, "lines")
	expect_equal(lines.size(), 1, "lines")
	expect_equal(GodwitFields.text_of(lines[0], "text"), "grüße 東京", "text")


func test_two_players_hear_each_other() -> void:
	var other := make_client()
	yield(_connect(_client), "completed")
	yield(_connect(other), "completed")
	yield(_join(_client, "Ada"), "completed")
	_client.on(GodwitChatReceived.TYPE, self, "_on_received")
	yield(_join(other, "Bram"), "completed")
	yield(_say(other, "hi Ada"), "completed")
	yield(until("_has_heard", [], "Ada heard Bram"), "completed")
	expect_equal(_heard, ["hi Ada"], "heard")


func test_leaving_is_acknowledged_without_a_message() -> void:
	yield(_connect(_client), "completed")
	yield(_join(_client, "Ada"), "completed")
	var leave: GodwitMessage = GodwitMessage.of(GodwitChatLeave.TYPE, { "channel": _channel })
	var left: GodwitResult = yield(_client.request(leave), "completed")
	expect(left.ok, "ok")
	expect(left.value == null, "no message")


func test_refusals_have_codes() -> void:
	yield(_connect(_client), "completed")
	var outside: GodwitResult = yield(_say(_client, "hi"), "completed")
	expect_equal(outside.code, "chat.not_member", "outside the channel")
	expect(outside.text != "", "it says why")
	yield(_join(_client, "Ada"), "completed")
	var empty: GodwitResult = yield(_say(_client, ""), "completed")
	expect_equal(empty.code, "message.invalid", "an empty text")
	expect_equal(GodwitFields.text_of(empty.details[0], "field"), "text", "the field")
	var unknown: GodwitResult = yield(_client.request(GodwitMessage.of(65000)), "completed")
	expect_equal(unknown.code, "message.unknown_type", "an unknown type")


func test_a_refused_send_is_told_too() -> void:
	_client.connect("refusal_received", self, "_on_refusal_received")
	yield(_connect(_client), "completed")
	_client.send(GodwitMessage.of(65000))
	yield(until("_is_refused", [], "the refusal came"), "completed")
	expect_equal(_refusals, ["message.unknown_type"], "codes")


func test_many_requests_at_once_get_their_own_answers() -> void:
	yield(_connect(_client), "completed")
	yield(_join(_client, "Ada"), "completed")
	var pending := []
	for number in 50:
		var message: GodwitMessage = GodwitMessage.of(GodwitChatSay.TYPE, { "channel": _channel, "text": "line %d" % number })
		pending.append(_client.start_request(message))
	yield(until("_are_settled", [pending], "all ended"), "completed")
	var last_id := 0
	for one in pending:
		expect(one.result.ok, "ok: %s" % one.result)
		if one.result.ok:
			var id := GodwitFields.int_of(one.result.value.fields, "id")
			expect(id > last_id, "numbers grow in the order of sending")
			last_id = id


func test_the_round_trip_is_measured() -> void:
	yield(_connect(_client), "completed")
	yield(until("_has_round_trip", [], "the round trip was measured"), "completed")


func _connect(client: GodwitClient):
	expect_equal(client.connect_to_server(url), OK, "connect_to_server")
	return until("_is_connected", [client], "connected")


func _join(client: GodwitClient, player_name: String):
	return client.request(GodwitMessage.of(GodwitChatJoin.TYPE, { "channel": _channel, "name": player_name }))


func _say(client: GodwitClient, text: String):
	return client.request(GodwitMessage.of(GodwitChatSay.TYPE, { "channel": _channel, "text": text }))


func _is_connected(client: GodwitClient) -> bool:
	return client.state == GodwitClient.State.CONNECTED


func _has_heard() -> bool:
	return not _heard.empty()


func _is_refused() -> bool:
	return not _refusals.empty()


func _has_round_trip() -> bool:
	return _client.statistics.round_trip_ms >= 0.0


func _are_settled(pending: Array) -> bool:
	for one in pending:
		if not one.is_settled():
			return false
	return true


func _on_received(message: GodwitMessage) -> void:
	_heard.append(GodwitFields.text_of(message.fields, "text"))


func _on_refusal_received(refusal: GodwitResult) -> void:
	_refusals.append(refusal.code)


func _on_reconnecting(attempt: int, _delay_ms: int) -> void:
	_heard.append(attempt)
