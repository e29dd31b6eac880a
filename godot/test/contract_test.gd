extends GodwitTest
## A client that was made for another contract, against the server of [code]--url=[/code].

const _HASH := "0123456789abcdef"

## The generated contract, with some fields other than the server has them.
class OldContract:
	extends GodwitContract

	var _changes: Dictionary # "name:signature" of today -> that of the client; empty for a field it does not know

	func _init(changes: Dictionary) -> void:
		_changes = changes

	func get_hash() -> String:
		return _HASH

	func get_digests() -> Array[Dictionary]:
		var digests: Array[Dictionary] = []
		for digest in super():
			var fields: Array[String] = []
			for field: String in digest["fields"]:
				var change: String = _changes.get("%s.%s" % [digest["name"], field.get_slice(":", 0)], field)
				if not change.is_empty():
					fields.append(change)
			var changed: Dictionary = digest.duplicate()
			changed["fields"] = fields
			digests.append(changed)
		return digests

## A contract whose wire and steps have digits that can be told apart.
class OwnContract:
	extends GodwitContract

	func get_hash() -> String:
		return "0123456700000000"

const _ADDED: Dictionary = { "ChatReceived.sentAtMs": "" }
const _CHANGED: Dictionary = { "ChatReceived.sentAtMs": "", "ChatSay.text": "text:00000000" }

var _client: GodwitClient
var _told: Array[String]
var _refusals: Array[GodwitResult]
var _events: Array[String]


func needs_server() -> bool:
	return true


func before_each() -> void:
	_client = make_client()
	_told = []
	_refusals = []
	_events = []
	_client.contract_differs.connect(_on_contract_differs)
	_client.refusal_received.connect(_refusals.append)
	_client.connected.connect(func(_id: String) -> void: _events.append("connected"))
	_client.disconnected.connect(func(code: int, reason: String) -> void: _events.append("%d %s" % [code, reason]))


func test_the_servers_own_contract_is_no_difference() -> void:
	for is_binary: bool in [false, true]:
		_client.contract = GodwitContract.new()
		_client.settings.codec = GodwitSettings.Codec.BINARY if is_binary else GodwitSettings.Codec.JSON
		await _connect()
		expect(await _says_something(), "it talks")
		expect_equal(_told, [] as Array[String], "differences")


func test_json_goes_on_and_tells_once_what_differs() -> void:
	expect_complaint("ChatSay.text has changed")
	_client.contract = OldContract.new(_CHANGED)
	_client.settings.codec = GodwitSettings.Codec.JSON
	await _connect()
	await until(func() -> bool: return not _told.is_empty(), "it was told")
	expect_equal(_told, ["ChatSay.text has changed true", "ChatReceived.sentAtMs is new false"] as Array[String], "told")
	expect_equal(_client.contract_differences.size(), 2, "kept for those who ask later")
	expect(await _says_something(), "it talks")


func test_auto_falls_back_to_json() -> void:
	expect_complaint("ChatReceived.sentAtMs is new")
	_client.contract = OldContract.new(_ADDED)
	_client.settings.codec = GodwitSettings.Codec.AUTO
	await _connect()
	expect_equal(_told, ["ChatReceived.sentAtMs is new false"] as Array[String], "told")
	expect(await _says_something(), "it talks")
	expect_equal(_refusals.size(), 0, "refusals")


func test_auto_goes_on_in_json_even_when_a_message_would_break() -> void:
	expect_complaint("ChatSay.text has changed")
	_client.contract = OldContract.new(_CHANGED)
	await _connect()
	expect_equal(_told, ["ChatSay.text has changed true", "ChatReceived.sentAtMs is new false"] as Array[String], "told")
	expect_equal(_refusals.size(), 0, "refusals")


func test_binary_ends_when_a_message_would_break() -> void:
	await _expect_refusal(_CHANGED, "ChatSay.text has changed")


func test_binary_ends_at_any_difference() -> void:
	await _expect_refusal(_ADDED, "ChatReceived.sentAtMs is new")


func test_a_game_may_leave_when_it_is_told() -> void:
	expect_complaint("ChatReceived.sentAtMs is new")
	var leave := func(_differences: Array[GodwitContractDifference]) -> void: _client.disconnect_from_server()
	_client.contract_differs.connect(leave)
	_client.contract = OldContract.new(_ADDED)
	_client.settings.codec = GodwitSettings.Codec.AUTO
	_client.connect_to_server(url)
	await until(func() -> bool: return not _events.is_empty(), "it ended")
	expect_equal(_events, ["1000 "] as Array[String], "events")


func test_a_large_contract_is_compared_in_parts() -> void:
	var digests: Array[Dictionary] = []
	for type in 300:
		var fields: Array[String] = []
		for index in 10:
			fields.append("field_number_%d:00000000" % index)
		digests.append({
			"type": 60_000 + type, "name": "Game%d" % type, "hash": "00000000", "direction": "client", "access": "player",
			"fields": fields,
		})
	var comparison := GodwitContractComparison.new(digests)
	var sizes: Array[int] = []
	var asked: int = 0
	var next_type: int = 0
	var question := comparison.next_question()
	while question != null:
		expect_equal(question.check(), "", "the server takes it")
		expect_equal(question.first_type, next_type, "each part begins where the last one ended")
		next_type = question.last_type + 1
		asked += question.messages.size()
		sizes.append(JSON.stringify(question.to_fields()).length())
		question = comparison.next_question()
	expect_equal(asked, 300, "every message once")
	expect_equal(next_type, 65_536, "all types")
	var largest: int = sizes.max()
	expect(largest < 6_000, "each part is small: %d" % largest)


func test_many_steps_are_compared_in_parts() -> void:
	var steps: Array[String] = []
	for index in 150:
		steps.append("games/tag/tag_%03d.shared.ts#run:00000000" % index)
	var comparison := GodwitContractComparison.new([], steps)
	var asked: Array[String] = []
	var limits: Array[String] = []
	var question := comparison.next_steps_question()
	while question != null:
		expect_equal(question.check(), "", "the server takes it")
		asked.append_array(question.steps)
		limits.append_array([question.after, question.until])
		question = comparison.next_steps_question()
	expect_equal(asked, steps, "every step once")
	expect_equal(limits[0], "", "the first part has no lower limit")
	expect_equal(limits[-1], "", "the last one no upper limit")
	for part in range(2, limits.size(), 2):
		expect_equal(limits[part], limits[part - 1], "each part begins where the last one ended")
	expect(limits.size() > 4, "several parts: %d" % limits.size())
	expect(comparison.next_question() != null, "then the messages")


func test_only_steps_are_compared_where_the_wire_is_the_same() -> void:
	var comparison := GodwitContractComparison.new([], [], true)
	expect(comparison.next_steps_question() != null, "the server may have some")
	expect(comparison.next_steps_question() == null, "once")
	var answer := GodwitContractCompared.new()
	answer.differences = [GodwitContractDifference.new("a#run", "", "is new", false)]
	comparison.add_answer(answer)
	expect(comparison.next_question() == null, "no messages")


func test_a_contract_is_compared_once_until_another_is_met() -> void:
	var check := GodwitContractCheck.new(OwnContract.new())
	expect(not check.is_due("0123456700000000"), "its own")
	expect(check.is_due("0123456711111111"), "another")
	expect(not check.is_due("0123456711111111"), "the same again")
	expect(not check.is_due("0123456700000000"), "its own again")
	expect(check.is_due("0123456711111111"), "the other after its own")
	check.begin("0123456711111111")
	check.give_up()
	expect(check.is_due("0123456711111111"), "the link was lost before the answer")
	expect(check.is_same_wire("0123456711111111"), "only steps differ")
	expect(not check.is_same_wire("0123456811111111") and not check.is_same_wire(""), "messages differ")


func _expect_refusal(changes: Dictionary, difference: String) -> void:
	expect_complaint(difference)
	_client.contract = OldContract.new(changes)
	_client.settings.codec = GodwitSettings.Codec.BINARY
	_client.connect_to_server(url)
	await until(func() -> bool: return not _events.is_empty(), "it ended")
	expect_equal(_events, ["1008 contract.mismatch"] as Array[String], "events")
	expect_equal(_refusals[0].code, &"contract.mismatch", "code")
	expect(_refusals[0].text.contains(difference), "it says what differs: " + _refusals[0].text)
	expect_equal(_client.state, GodwitClient.State.DISCONNECTED, "it does not try again")


func _connect() -> void:
	expect_equal(_client.connect_to_server(url), OK, "connect_to_server")
	await until(func() -> bool: return _client.state == GodwitClient.State.CONNECTED, "connected")


func _says_something() -> bool:
	var channel := "test-%d" % randi()
	await _client.request(GodwitChatJoin.new(channel, "Ada"))
	var said := await _client.request(GodwitChatSay.new(channel, "hi"))
	return said.ok and said.value is GodwitChatSaid


func _on_contract_differs(differences: Array[GodwitContractDifference]) -> void:
	for one in differences:
		_told.append("%s.%s %s %s" % [one.message, one.field, one.text, one.is_breaking])
