extends GodwitTest
## A client that was made for another contract, against the server of --url=.

const _HASH := "0123456789abcdef"

## The generated contract, with some fields other than the server has them.
class OldContract:
	extends GodwitContract

	var _changes: Dictionary # "name:signature" of today -> that of the client; empty for a field it does not know

	func _init(changes: Dictionary) -> void:
		_changes = changes

	func get_hash() -> String:
		return _HASH

	func get_digests() -> Array:
		var digests := []
		for digest in .get_digests():
			var fields := []
			for field in digest["fields"]:
				var change: String = _changes.get("%s.%s" % [digest["name"], field.split(":")[0]], field)
				if change != "":
					fields.append(change)
			var changed: Dictionary = digest.duplicate()
			changed["fields"] = fields
			digests.append(changed)
		return digests

class OwnContract:
	extends GodwitContract

	func get_hash() -> String:
		return "0123456700000000"

const _ADDED := { "ChatReceived.sentAtMs": "" }
const _CHANGED := { "ChatReceived.sentAtMs": "", "ChatSay.text": "text:00000000" }

var _client: GodwitClient
var _told: Array
var _refusals: Array
var _events: Array


func needs_server() -> bool:
	return true


func before_each() -> void:
	_told = []
	_refusals = []
	_events = []
	_client = make_client()
	_client.connect("contract_differs", self, "_on_contract_differs")
	_client.connect("refusal_received", self, "_on_refusal_received")
	_client.connect("disconnected", self, "_on_disconnected")


func test_the_servers_own_contract_is_no_difference_in_json() -> void:
	_client.contract = GodwitContract.new()
	yield(_connect(), "completed")
	yield(_expect_talk(), "completed")
	expect_equal(_told, [], "differences")


func test_the_servers_own_contract_is_no_difference_in_binary() -> void:
	_client.contract = GodwitContract.new()
	_client.settings.codec = GodwitSettings.Codec.AUTO
	yield(_connect(), "completed")
	yield(_expect_talk(), "completed")
	expect_equal(_told, [], "differences")


func test_json_goes_on_and_tells_once_what_differs() -> void:
	_client.contract = OldContract.new(_CHANGED)
	_client.settings.codec = GodwitSettings.Codec.JSON
	yield(_connect(), "completed")
	yield(until("_is_told", [], "it was told"), "completed")
	expect_equal(_told, ["ChatSay.text has changed True", "ChatReceived.sentAtMs is new False"], "told")
	expect_equal(_client.contract_differences.size(), 2, "kept for those who ask later")
	yield(_expect_talk(), "completed")


func test_auto_falls_back_to_json() -> void:
	_client.contract = OldContract.new(_ADDED)
	_client.settings.codec = GodwitSettings.Codec.AUTO
	yield(_connect(), "completed")
	expect_equal(_told, ["ChatReceived.sentAtMs is new False"], "told")
	yield(_expect_talk(), "completed")
	expect_equal(_refusals.size(), 0, "refusals")


func test_binary_ends_when_a_message_would_break() -> void:
	yield(_expect_refusal(_CHANGED, "ChatSay.text has changed"), "completed")


func test_binary_ends_at_any_difference() -> void:
	yield(_expect_refusal(_ADDED, "ChatReceived.sentAtMs is new"), "completed")


func test_a_game_may_leave_when_it_is_told() -> void:
	_client.connect("contract_differs", self, "_leave")
	_client.contract = OldContract.new(_ADDED)
	_client.settings.codec = GodwitSettings.Codec.AUTO
	_client.connect_to_server(url)
	yield(until("_has_ended", [], "it ended"), "completed")
	expect_equal(_events, ["1000 "], "events")


func test_a_large_contract_is_compared_in_parts() -> void:
	var digests := []
	for type in 300:
		var fields := []
		for index in 10:
			fields.append("field_number_%d:00000000" % index)
		digests.append({
			"type": 60000 + type, "name": "Game%d" % type, "hash": "00000000", "direction": "client", "access": "player",
			"fields": fields,
		})
	var comparison := GodwitContractComparison.new(digests)
	var largest := 0
	var asked := 0
	var next_type := 0
	var question: GodwitContractCompare = comparison.next_question()
	while question != null:
		expect_equal(question.check(), "", "the server takes it")
		expect_equal(question.first_type, next_type, "each part begins where the last one ended")
		next_type = question.last_type + 1
		asked += question.messages.size()
		largest = int(max(largest, to_json(question.to_fields()).length()))
		question = comparison.next_question()
	expect_equal(asked, 300, "every message once")
	expect_equal(next_type, 65536, "all types")
	expect(largest < 6000, "each part is small: %d" % largest)


func test_many_steps_are_compared_in_parts() -> void:
	var steps: Array = []
	for index in 150:
		steps.append("games/tag/tag_%03d.shared.ts#run:00000000" % index)
	var comparison = GodwitContractComparison.new([], steps)
	var asked: Array = []
	var limits: Array = []
	var question = comparison.next_steps_question()
	while question != null:
		expect_equal(question.check(), "", "the server takes it")
		asked += question.steps
		limits += [question.after, question.until]
		question = comparison.next_steps_question()
	expect_equal(asked, steps, "every step once")
	expect_equal(limits[0], "", "the first part has no lower limit")
	expect_equal(limits[-1], "", "the last one no upper limit")
	for part in range(2, limits.size(), 2):
		expect_equal(limits[part], limits[part - 1], "each part begins where the last one ended")
	expect(limits.size() > 4, "several parts: %d" % limits.size())
	expect(comparison.next_question() != null, "then the messages")


func test_only_steps_are_compared_where_the_wire_is_the_same() -> void:
	var comparison = GodwitContractComparison.new([], [], true)
	expect(comparison.next_steps_question() != null, "the server may have some")
	expect(comparison.next_steps_question() == null, "once")
	var answer = GodwitContractCompared.new()
	answer.differences = [GodwitContractDifference.new("a#run", "", "is new", false)]
	comparison.add_answer(answer)
	expect(comparison.next_question() == null, "no messages")


func test_a_contract_is_compared_once_until_another_is_met() -> void:
	var check = GodwitContractCheck.new(OwnContract.new())
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
	_client.contract = OldContract.new(changes)
	_client.settings.codec = GodwitSettings.Codec.BINARY
	_client.connect_to_server(url)
	yield(until("_has_ended", [], "it ended"), "completed")
	expect_equal(_events, ["1008 contract.mismatch"], "events")
	expect_equal(_refusals[0].code, "contract.mismatch", "code")
	expect(difference in _refusals[0].text, "it says what differs: " + _refusals[0].text)
	expect_equal(_client.state, GodwitClient.State.DISCONNECTED, "it does not try again")


func _expect_talk() -> void:
	randomize()
	var channel := "test-%d" % randi()
	yield(_client.request(GodwitChatJoin.new(channel, "Ada")), "completed")
	var said: GodwitResult = yield(_client.request(GodwitChatSay.new(channel, "hi")), "completed")
	expect(said.ok and said.value is GodwitChatSaid, "it talks")


func _connect():
	expect_equal(_client.connect_to_server(url), OK, "connect_to_server")
	return until("_is_connected", [], "connected")


func _is_connected() -> bool:
	return _client.state == GodwitClient.State.CONNECTED


func _is_told() -> bool:
	return not _told.empty()


func _has_ended() -> bool:
	return not _events.empty()


func _leave(_differences: Array) -> void:
	_client.disconnect_from_server()


func _on_contract_differs(differences: Array) -> void:
	for one in differences:
		_told.append("%s.%s %s %s" % [one.message, one.field, one.text, one.is_breaking])


func _on_refusal_received(refusal: GodwitResult) -> void:
	_refusals.append(refusal)


func _on_disconnected(code: int, reason: String) -> void:
	_events.append("%d %s" % [code, reason])
