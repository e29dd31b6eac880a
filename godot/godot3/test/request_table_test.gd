extends GodwitTest

var _table: GodwitRequestTable
var _completed: int


func before_each() -> void:
	_table = GodwitRequestTable.new()
	_completed = 0


func test_matches_answers_by_ref_not_by_order() -> void:
	var first := _sent(1, 100)
	var second := _sent(2, 100)
	_table.answer(2, GodwitResult.succeeded(GodwitMessage.of(22)))
	_table.answer(1, GodwitResult.succeeded(GodwitMessage.of(11)))
	expect_equal(first.result.value.type, 11, "first")
	expect_equal(second.result.value.type, 22, "second")


func test_settles_only_once() -> void:
	var request := _sent(1, 100)
	request.connect("completed", self, "_on_completed")
	_table.answer(1, GodwitResult.succeeded())
	_table.answer(1, GodwitResult.failed("link.closed"))
	request.cancel()
	expect_equal(_completed, 1, "times completed was emitted")
	expect(request.result.ok, "the first end counts")


func test_expires_what_is_due() -> void:
	var due := _sent(1, 100)
	var later := _sent(2, 101)
	var unsent := GodwitRequest.new(GodwitMessage.of(3), 100)
	_table.add_unsent(unsent)
	_table.expire(100)
	expect_equal(due.result.code, "request.timeout", "due")
	expect_equal(unsent.result.code, "request.timeout", "unsent")
	expect(not later.is_settled(), "later is still open")


func test_a_late_answer_is_ignored() -> void:
	var request := _sent(1, 100)
	_table.expire(100)
	_table.answer(1, GodwitResult.succeeded())
	expect_equal(request.result.code, "request.timeout", "result")


func test_a_lost_link_fails_only_what_was_sent() -> void:
	var sent := _sent(1, 100)
	var unsent := GodwitRequest.new(GodwitMessage.of(3), 100)
	_table.add_unsent(unsent)
	_table.fail_sent("link.closed")
	expect_equal(sent.result.code, "link.closed", "sent")
	expect(not unsent.is_settled(), "unsent is still open")
	_table.fail_all("link.closed")
	expect_equal(unsent.result.code, "link.closed", "unsent")


func _sent(ref: int, deadline_ms: int) -> GodwitRequest:
	var request := GodwitRequest.new(GodwitMessage.of(1), deadline_ms)
	_table.mark_sent(ref, request)
	return request


func _on_completed(_result: GodwitResult) -> void:
	_completed += 1
