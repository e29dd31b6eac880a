extends GodwitTest

var _table: GodwitRequestTable


func before_each() -> void:
	_table = GodwitRequestTable.new()


func test_matches_answers_by_ref_not_by_order() -> void:
	var first := _sent(1, 100)
	var second := _sent(2, 100)
	_table.answer(2, GodwitResult.succeeded(GodwitMessage.of(22)))
	_table.answer(1, GodwitResult.succeeded(GodwitMessage.of(11)))
	expect_equal(first.result.value.type, 11, "first")
	expect_equal(second.result.value.type, 22, "second")


func test_settles_only_once() -> void:
	var request := _sent(1, 100)
	var seen: Array[GodwitResult] = []
	request.completed.connect(seen.append)
	_table.answer(1, GodwitResult.succeeded())
	_table.answer(1, GodwitResult.failed(&"link.closed"))
	request.cancel()
	expect_equal(seen.size(), 1, "times completed was emitted")
	expect(request.result.ok, "the first end counts")


func test_expires_what_is_due() -> void:
	var due := _sent(1, 100)
	var later := _sent(2, 101)
	var unsent := GodwitRequest.new(GodwitMessage.of(3), 100)
	_table.add_unsent(unsent)
	_table.expire(100)
	expect_equal(due.result.code, &"request.timeout", "due")
	expect_equal(unsent.result.code, &"request.timeout", "unsent")
	expect(not later.is_settled(), "later is still open")


func test_a_late_answer_is_ignored() -> void:
	var request := _sent(1, 100)
	_table.expire(100)
	_table.answer(1, GodwitResult.succeeded())
	expect_equal(request.result.code, &"request.timeout", "result")


func test_a_lost_link_fails_only_what_was_sent() -> void:
	var sent := _sent(1, 100)
	var unsent := GodwitRequest.new(GodwitMessage.of(3), 100)
	_table.add_unsent(unsent)
	_table.lose_link(&"link.closed", false)
	expect_equal(sent.result.code, &"link.closed", "sent")
	expect(not unsent.is_settled(), "unsent is still open")
	_table.fail_all(&"link.closed")
	expect_equal(unsent.result.code, &"link.closed", "unsent")


func test_what_is_refused_for_now_is_sent_again_and_ends_with_that_refusal() -> void:
	var request := _sent(1, Time.get_ticks_msec() + 60_000)
	expect(not _table.rests(1, GodwitResult.failed(&"room.full")), "another refusal is its answer")
	expect(_table.rests(1, GodwitResult.failed(&"cluster.try_again")), "this one is not")
	expect(_table.take_rested(request.again_at_ms - 1).is_empty(), "it rests")
	expect_equal(_table.take_rested(request.again_at_ms), [request] as Array[GodwitRequest], "then it is due")
	_table.mark_sent(2, request)
	expect(_table.rests(2, GodwitResult.failed(&"cluster.recovering")), "it rests again")
	_table.expire(request.deadline_ms)
	expect_equal(request.result.code, &"cluster.recovering", "its end")
	expect(_table.take_rested(request.deadline_ms).is_empty(), "it is forgotten")


func _sent(ref: int, deadline_ms: int) -> GodwitRequest:
	var request := GodwitRequest.new(GodwitMessage.of(1), deadline_ms)
	_table.mark_sent(ref, request)
	return request
