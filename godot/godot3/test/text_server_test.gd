extends GodwitTest
## Whatever players write, against the server of --url=, a Godwit with the chat module, in both codecs.

var _client: GodwitClient
var _channel: String
var _heard := []


func needs_server() -> bool:
	return true


func before_each() -> void:
	_client = make_client()
	_client.contract = GodwitContract.new()
	_channel = "text-%d" % randi()
	_heard = []


func test_any_text_is_heard_as_it_was_said_in_json() -> void:
	yield(_expect_talk(), "completed")


func test_any_text_is_heard_as_it_was_said_in_binary() -> void:
	_client.settings.codec = GodwitSettings.Codec.BINARY
	yield(_expect_talk(), "completed")


func test_what_can_not_be_sent_ends_at_once_with_a_code_in_json() -> void:
	yield(_expect_refusals(), "completed")


func test_what_can_not_be_sent_ends_at_once_with_a_code_in_binary() -> void:
	_client.settings.codec = GodwitSettings.Codec.BINARY
	yield(_expect_refusals(), "completed")


func _expect_talk():
	yield(_join(), "completed")
	_client.on(GodwitChatReceived.TYPE, self, "_on_received")
	seed(4711)
	var texts := ["a" + char(27) + "b", "a" + _nul() + "b"]
	for _index in range(30):
		texts.append(_any_text())
	for text in texts:
		var said: GodwitResult = yield(_client.request(_saying(text)), "completed")
		expect(said.ok, "%s: %s" % [text.c_escape(), said.code])
	while _heard.size() < texts.size():
		yield(tree, "idle_frame")
	expect(_heard == texts, "as they were said")
	expect_equal(_client.statistics.unreadable_messages, 0, "unreadable")


func _expect_refusals():
	yield(_join(), "completed")
	var deep := {}
	for _level in range(40):
		deep = { "a": deep }
	for value in [NAN, INF, deep, self, 1 << 60]:
		var room_join := GodwitRoomJoin.new()
		room_join.options = { "a": value }
		_expect_refused(room_join)
	var input := ArenaInput.new()
	input.x = NAN
	_expect_refused(input)


func _expect_refused(message: GodwitMessage) -> void:
	var request: GodwitRequest = _client.start_request(message)
	expect(request.is_settled(), "at once")
	expect_equal(request.result.code, "message.invalid", "code")


func _join():
	_client.connect_to_server(url)
	while _client.state != GodwitConnection.State.CONNECTED:
		yield(tree, "idle_frame")
	var join: GodwitMessage = GodwitMessage.of(GodwitChatJoin.TYPE, { "channel": _channel, "name": "Ada" })
	var joined: GodwitResult = yield(_client.request(join), "completed")
	expect(joined.ok, "joined: %s" % joined.code)


func _saying(text: String) -> GodwitMessage:
	return GodwitMessage.of(GodwitChatSay.TYPE, { "channel": _channel, "text": text })


func _on_received(message: GodwitMessage) -> void:
	_heard.append(GodwitFields.text_of(message.get("fields") if message.get_script() == GodwitMessage else message.to_fields(), "text"))


func _any_text() -> String:
	var parts := [
		char(1), char(7), "\t", "\n", "\v", char(27), char(0x7f), char(0x85), char(0x2028), char(0xfeff), char(0x200b), char(0x202e),
		"e" + char(0x301), "é", char(0x1f600), char(0x10ffff), char(0xffff), "\\", "\\v", "\\u0000", "\"", "/", "x", " ", "東京",
	]
	var text := "."
	for _index in range(randi() % 12):
		text += parts[randi() % parts.size()]
	return text + "."


func _nul() -> String:
	return JSON.parse("\"\\u0000\"").result
