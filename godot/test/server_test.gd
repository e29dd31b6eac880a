extends GodwitTest
## The client against the server of [code]--url=[/code], a Godwit with the chat module.

var _client: GodwitClient
var _channel: String


func needs_server() -> bool:
	return true


func before_each() -> void:
	_client = make_client()
	# A channel of its own for each test, for the server may be in use.
	_channel = "test-%d" % randi()


func test_greets_and_gives_a_session() -> void:
	await _connect(_client)
	expect_equal(_client.greeting, "hello, client!", "greeting")
	expect(not _client.session_id.is_empty(), "a session id")


func test_shows_its_ticket_once() -> void:
	var attempts: Array[int] = []
	_client.reconnecting.connect(func(attempt: int, _delay_ms: int) -> void: attempts.append(attempt))
	expect_complaint("Got: '401'")
	expect_complaint("Invalid response headers")
	_client.ticket = "of-nobody"
	await _connect(_client)
	expect_equal(attempts, [1] as Array[int], "refused with it, welcomed without")
	expect_equal(_client.ticket, "", "the ticket")


func test_joins_says_and_reads_history() -> void:
	await _connect(_client)
	var joined := await _join(_client, "Ada")
	expect_equal(GodwitFields.text_of(GodwitFields.object_of(joined.fields, "member"), "name"), "Ada", "member")
	expect_equal(GodwitFields.list_of(joined.fields, "members").size(), 1, "members")

	var said := await _client.request(GodwitMessage.of(GodwitChatSay.TYPE, { "channel": _channel, "text": "grüße 東京" }))
	expect_equal(said.value.type, GodwitChatSaid.TYPE, "answer")
	expect(GodwitFields.int_of(said.value.fields, "id") > 0, "the line has a number")

	var told := await _client.request(GodwitMessage.of(GodwitChatHistory.TYPE, { "channel": _channel }))
	var lines := GodwitFields.objects_of(told.value.fields, "lines")
	expect_equal(lines.size(), 1, "lines")
	expect_equal(GodwitFields.text_of(lines[0], "text"), "grüße 東京", "text")


func test_two_players_hear_each_other() -> void:
	var other := make_client()
	var heard: Array[String] = []
	var note := func(message: GodwitMessage) -> void: heard.append(GodwitFields.text_of(message.fields, "text"))
	await _connect(_client)
	await _connect(other)
	await _join(_client, "Ada")
	_client.on(GodwitChatReceived.TYPE, note)
	await _join(other, "Bram")
	await other.request(GodwitMessage.of(GodwitChatSay.TYPE, { "channel": _channel, "text": "hi Ada" }))
	await until(func() -> bool: return not heard.is_empty(), "Ada heard Bram")
	expect_equal(heard, ["hi Ada"] as Array[String], "heard")


func test_leaving_is_acknowledged_without_a_message() -> void:
	await _connect(_client)
	await _join(_client, "Ada")
	var left := await _client.request(GodwitMessage.of(GodwitChatLeave.TYPE, { "channel": _channel }))
	expect(left.ok, "ok")
	expect(left.value == null, "no message")


func test_refusals_have_codes() -> void:
	await _connect(_client)
	var outside := await _client.request(GodwitMessage.of(GodwitChatSay.TYPE, { "channel": _channel, "text": "hi" }))
	expect_equal(outside.code, &"chat.not_member", "outside the channel")
	expect(not outside.text.is_empty(), "it says why")
	await _join(_client, "Ada")
	var empty := await _client.request(GodwitMessage.of(GodwitChatSay.TYPE, { "channel": _channel, "text": "" }))
	expect_equal(empty.code, &"message.invalid", "an empty text")
	expect_equal(GodwitFields.text_of(empty.details[0], "field"), "text", "the field")
	var unknown := await _client.request(GodwitMessage.of(65_000))
	expect_equal(unknown.code, &"message.unknown_type", "an unknown type")


func test_a_refused_send_is_told_too() -> void:
	var refusals: Array[GodwitResult] = []
	_client.refusal_received.connect(refusals.append)
	await _connect(_client)
	_client.send(GodwitMessage.of(65_000))
	await until(func() -> bool: return not refusals.is_empty(), "the refusal came")
	expect_equal(refusals[0].code, &"message.unknown_type", "code")


func test_many_requests_at_once_get_their_own_answers() -> void:
	await _connect(_client)
	await _join(_client, "Ada")
	var pending: Array[GodwitRequest] = []
	for number in 50:
		var message := GodwitMessage.of(GodwitChatSay.TYPE, { "channel": _channel, "text": "line %d" % number })
		pending.append(_client.start_request(message))
	await until(func() -> bool: return pending.all(_is_settled), "all ended")
	var last_id := 0
	for one in pending:
		expect(one.result.ok, "ok: %s" % one.result)
		if one.result.ok:
			var id := GodwitFields.int_of(one.result.value.fields, "id")
			expect(id > last_id, "numbers grow in the order of sending")
			last_id = id


func test_the_round_trip_is_measured() -> void:
	await _connect(_client)
	await until(func() -> bool: return _client.statistics.round_trip_ms >= 0.0, "the round trip was measured")


func _connect(client: GodwitClient) -> void:
	expect_equal(client.connect_to_server(url), OK, "connect_to_server")
	await until(func() -> bool: return client.state == GodwitClient.State.CONNECTED, "connected")


func _is_settled(request: GodwitRequest) -> bool:
	return request.is_settled()


func _join(client: GodwitClient, player_name: String) -> GodwitMessage:
	var result := await client.request(GodwitMessage.of(GodwitChatJoin.TYPE, { "channel": _channel, "name": player_name }))
	expect(result.ok, "joined: %s" % result)
	return result.value
