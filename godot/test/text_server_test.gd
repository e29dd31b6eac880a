extends GodwitTest
## Whatever players write, against the server of [code]--url=[/code], a Godwit with the chat module, in both codecs.

const _PARTS: Array[String] = [
	"\u0001", "\u0007", "\t", "\n", "\u000b", "\u001b", "\u007f", "\u0085", "\u2028", "\ufeff", "\u200b", "\u202e", "e\u0301", "é",
	"\U01f600", "\U10ffff", "\uffff", "\ufdd0", "\\", "\\v", "\\u0000", "\"", "/", "x", " ", "東京",
]

var _channel: String
var _heard: Array[String] = []


func needs_server() -> bool:
	return true


func before_each() -> void:
	_channel = "text-%d" % randi()
	_heard = []


func test_any_text_is_heard_as_it_was_said() -> void:
	for is_binary: bool in [false, true]:
		var client := await _join(is_binary)
		client.on(GodwitChatReceived.TYPE, _on_received)
		seed(4711)
		var texts: Array[String] = ["a" + char(27) + "b", "x".repeat(500), "\U01f600".repeat(500)]
		for _index in 30:
			texts.append(_any_text())
		_heard = []
		for text in texts:
			var said := await client.request(GodwitChatSay.new(_channel, text))
			expect(said.ok, "%s: %s" % [text.c_escape(), said])
		await until(func() -> bool: return _heard.size() == texts.size(), "all were heard")
		expect(_heard == texts, "as they were said, binary: %s" % is_binary)
		expect_equal(client.statistics.unreadable_messages, 0, "unreadable")
		client.disconnect_from_server()


func test_what_can_not_be_sent_ends_at_once_with_a_code() -> void:
	var deep: Dictionary = {}
	for _level in 40:
		deep = { "a": deep }
	for is_binary: bool in [false, true]:
		var client := await _join(is_binary)
		for value: Variant in [NAN, INF, deep, self, 1 << 60]:
			var join := GodwitRoomJoin.new()
			join.options = { "a": value }
			var refused := client.start_request(join)
			expect(refused.is_settled(), "at once")
			expect_equal(refused.result.code, &"message.invalid", "code")
		var input := client.start_request(ArenaInput.new(1, 0, 0, NAN))
		expect(input.is_settled() and input.result.code == &"message.invalid", "an input")
		client.disconnect_from_server()


func _join(is_binary: bool) -> GodwitClient:
	var client := make_client()
	client.contract = GodwitContract.new()
	client.settings.codec = GodwitSettings.Codec.BINARY if is_binary else GodwitSettings.Codec.JSON
	client.connect_to_server(url)
	await until(func() -> bool: return client.state == GodwitClient.State.CONNECTED, "connected")
	var joined := await client.request(GodwitMessage.of(GodwitChatJoin.TYPE, { "channel": _channel, "name": "Ada" }))
	expect(joined.ok, "joined: %s" % joined)
	return client


func _on_received(message: GodwitMessage) -> void:
	var line := message as GodwitChatReceived
	_heard.append(line.text)


func _any_text() -> String:
	var text := "."
	for _index in randi() % 12:
		text += _PARTS[randi() % _PARTS.size()]
	return text + "."
