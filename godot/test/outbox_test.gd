extends GodwitTest


func test_keeps_the_order() -> void:
	var outbox := GodwitOutbox.new()
	for type in 3:
		expect(outbox.push(GodwitMessage.of(type), null, 3), "room for %d" % type)
	var types: Array[int] = []
	for entry in outbox.take_all():
		types.append(entry.message.type)
	expect_equal(types, [0, 1, 2] as Array[int], "types")
	expect_equal(outbox.get_size(), 0, "left")


func test_refuses_beyond_its_limit_and_keeps_the_old() -> void:
	var outbox := GodwitOutbox.new()
	expect(outbox.push(GodwitMessage.of(1), null, 1), "the first")
	expect(not outbox.push(GodwitMessage.of(2), null, 1), "the second")
	expect(not outbox.push(GodwitMessage.of(3), null, 0), "any with limit 0")
	expect_equal(outbox.take_all()[0].message.type, 1, "what waits")


func test_a_request_that_ended_makes_room() -> void:
	var outbox := GodwitOutbox.new()
	var request := GodwitRequest.new(GodwitMessage.of(1), 0)
	expect(outbox.push(request.message, request, 1), "the request")
	request.cancel()
	expect(outbox.push(GodwitMessage.of(2), null, 1), "the next")
	var taken := outbox.take_all()
	expect_equal(taken.size(), 1, "waiting")
	expect_equal(taken[0].message.type, 2, "what waits")


func test_what_restores_a_session_goes_first() -> void:
	var outbox := GodwitOutbox.new()
	outbox.push(GodwitMessage.of(1), null, 9)
	outbox.is_restoring = true
	outbox.push(GodwitMessage.of(2), null, 9)
	outbox.is_restoring = false
	outbox.push(GodwitMessage.of(3), null, 9)
	expect_equal(outbox.get_size(), 3, "waiting")
	outbox.drop_restoring(&"session.lost")
	outbox.is_restoring = true
	outbox.push(GodwitMessage.of(4), null, 9)
	expect(not outbox.push(GodwitMessage.of(5), null, 3), "the limit is for both")
	var types: Array[int] = []
	for entry in outbox.take_all():
		types.append(entry.message.type)
	expect_equal(types, [4, 1, 3] as Array[int], "types")
