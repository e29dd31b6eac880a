extends GodwitTest

const _LARGE := 65_536 # a quarter of what is kept

var _resume: GodwitResume


func before_each() -> void:
	_resume = GodwitResume.new()
	_resume.begin("token")


func test_counts_what_the_server_counts() -> void:
	for type: int in [1, 2, 3, 5, 6, 8, 19, 20, 1000]:
		_resume.count_received(type, 10)
	expect_equal(_resume.received, 4, "Error, Ack, and types from 20")


func test_keeps_what_is_not_confirmed() -> void:
	for type: int in [20, 21, 22]:
		_resume.keep_sent(GodwitMessage.of(type), 0, _frame(10))
	_resume.confirm(1)
	expect_equal(_types(_resume.begin("next")), [21, 22] as Array[int], "lost")
	expect_equal(_resume.begin("last").size(), 0, "lost of an empty session")


func test_ignores_confirmations_that_cannot_be() -> void:
	for type: int in [20, 21]:
		_resume.keep_sent(GodwitMessage.of(type), 0, _frame(10))
	_resume.confirm(1)
	for count: int in [-1, 0, 3]:
		_resume.confirm(count)
	expect_equal(_types(_resume.begin("")), [21] as Array[int], "unconfirmed")


func test_after_a_drop_sends_the_rest_again_in_order() -> void:
	for type: int in [20, 21, 22]:
		_resume.keep_sent(GodwitMessage.of(type), 0, _frame(type))
	expect(not _resume.has_backlog(), "nothing is to be sent before")
	_resume.lose_link()
	_resume.go_on("next", 1, 0)
	expect(_resume.keep_unsent(GodwitMessage.of(23), 0, _frame(23)), "a new one goes behind")
	expect_equal(_send_all(0), [21, 22, 23] as Array[int], "sizes of the frames")
	expect(not _resume.has_backlog(), "nothing is left")
	_resume.confirm(4)
	expect_equal(_resume.begin("").size(), 0, "unconfirmed")


func test_sends_the_rest_no_faster_than_a_server_takes_it() -> void:
	for _index in 400:
		_resume.keep_sent(GodwitMessage.of(20), 0, _frame(10))
	_resume.lose_link()
	_resume.go_on("next", 0, 1000)
	expect_equal(_send_all(1000).size(), 120, "at once")
	expect_equal(_send_all(1000).size(), 0, "again in the same moment")
	expect_equal(_send_all(2000).size(), 100, "a second later")
	expect_equal(_send_all(9000).size(), 180, "the rest")


func test_a_session_of_which_too_much_is_unconfirmed_cannot_go_on() -> void:
	for index in 4:
		_resume.keep_sent(GodwitMessage.of(20 + index), 0, _frame(_LARGE))
	expect(_resume.can_resume(), "as much as there is room for")
	_resume.keep_sent(GodwitMessage.of(24), 0, _frame(1))
	expect(not _resume.can_resume(), "the oldest was given up")
	_resume.confirm(1)
	expect(_resume.can_resume(), "the server had it")
	expect_equal(_types(_resume.begin("")), [21, 22, 23, 24] as Array[int], "kept")


func test_a_full_backlog_takes_no_more() -> void:
	for index in 4:
		_resume.keep_sent(GodwitMessage.of(20), 0, _frame(_LARGE))
	_resume.lose_link()
	_resume.go_on("next", 0, 0)
	expect(not _resume.keep_unsent(GodwitMessage.of(24), 0, _frame(1)), "no room")
	_resume.confirm(1)
	expect(_resume.keep_unsent(GodwitMessage.of(24), 0, _frame(1)), "room")


func test_the_end_tells_what_no_link_has_taken() -> void:
	_resume.keep_sent(GodwitMessage.of(20), 0, _frame(10))
	expect_equal(_resume.end().size(), 0, "what was sent will arrive before the goodbye")
	expect(not _resume.can_resume(), "it is over")
	_resume.begin("token")
	_resume.keep_sent(GodwitMessage.of(20), 0, _frame(10))
	_resume.lose_link()
	expect_equal(_types(_resume.end()), [20] as Array[int], "the link is lost")


func test_reports_after_much_in_either_direction() -> void:
	for _index in 32:
		_resume.keep_sent(GodwitMessage.of(20), 0, _frame(10))
		expect(not _resume.is_report_due(), "not yet")
		_resume.count_received(20, 10)
	expect(_resume.is_report_due(), "after 64 messages")
	expect_equal(_resume.take_report(), { "received": 32 }, "report")
	expect(not _resume.is_report_due(), "reported")
	_resume.count_received(20, _LARGE)
	expect(_resume.is_report_due(), "after 64 KiB")


func test_keeps_nothing_without_a_token() -> void:
	expect(_resume.is_counted(20) and not _resume.is_counted(19), "types from 20")
	_resume.begin("")
	expect(not _resume.is_counted(20), "nothing is kept")
	_resume.count_received(20, _LARGE)
	expect(not _resume.can_resume(), "no resume")
	expect(not _resume.is_report_due(), "no report")
	expect_equal(_resume.take_report(), {}, "report")


func _frame(bytes: int) -> PackedByteArray:
	var frame: PackedByteArray = []
	frame.resize(bytes)
	return frame


func _types(entries: Array[GodwitResume.Entry]) -> Array[int]:
	var types: Array[int] = []
	for entry in entries:
		types.append(entry.message.type)
	return types


func _send_all(now_ms: int) -> Array[int]:
	var sizes: Array[int] = []
	while _resume.may_send(now_ms):
		sizes.append(_resume.get_next().size())
		_resume.mark_sent()
	return sizes
