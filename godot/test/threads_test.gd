extends ClientCase
## Calls from other threads than the main one are refused, and harm nothing.


func test_every_call_on_a_thread_is_refused() -> void:
	await _connect()
	var waiting := _client.start_request(GodwitMessage.of(1000))
	var outcome: Array = await _on_thread(_misuse)
	for _method: String in ["send", "start_request", "start_request", "on", "off", "poll", "connect_to_server"]:
		expect_complaint("was called on a thread")
	expect_complaint("disconnect_from_server was called on a thread")
	var refused: Array = [&"thread.not_main", &"thread.not_main", &"thread.not_main", ERR_UNAVAILABLE]
	expect_equal(outcome, refused, "what was returned")

	expect_equal(_client.state, GodwitClient.State.CONNECTED, "state")
	_server.tell({ "type": 3, "ref": _server.last_of(1000).get("ref", 1) })
	await until(waiting.is_settled, "what waited is answered")
	expect(waiting.result.ok, "and well")


func test_many_threads_do_not_break_the_connection() -> void:
	await _connect()
	var threads: Array[Thread] = []
	for _index in 4:
		var thread := Thread.new()
		thread.start(_send_often)
		threads.append(thread)
	for _index in 20:
		expect_complaint("send was called on a thread")
		_client.send(GodwitMessage.of(1001))
	for thread in threads:
		thread.wait_to_finish()
	await until(func() -> bool: return _server.count_of(1001) == 20, "those of the main thread came")
	expect_equal(_client.state, GodwitClient.State.CONNECTED, "state")
	expect_equal(_server.count_of(1002), 0, "those of threads")


func test_call_deferred_brings_it_to_the_main_thread() -> void:
	await _connect()
	await _on_thread(func() -> Array:
		_client.send.call_deferred(GodwitMessage.of(1001))
		return [])
	await until(func() -> bool: return _server.count_of(1001) == 1, "it came")


func test_a_request_is_cancelled_from_a_thread() -> void:
	await _connect()
	var waiting := _client.start_request(GodwitMessage.of(1000))
	var where: Array[int] = []
	waiting.completed.connect(func(_result: GodwitResult) -> void: where.append(OS.get_thread_caller_id()))
	await _on_thread(func() -> Array:
		waiting.cancel()
		return [])
	await until(waiting.is_settled, "it ended")
	expect_equal(where, [OS.get_main_thread_id()] as Array[int], "whoever waits goes on here")


func _misuse() -> Array:
	var message := GodwitMessage.of(1001)
	var listener := func(_message: GodwitMessage) -> void: pass
	var sent := _client.send(message)
	var asked := _client.start_request(message)
	@warning_ignore("redundant_await")
	var answer := await _client.request(message)
	_client.on(1001, listener)
	_client.off(1001, listener)
	_client.poll()
	var error := _client.connect_to_server(_url)
	_client.disconnect_from_server()
	return [sent.code, asked.result.code, answer.code, error]


func _send_often() -> void:
	for _index in 5:
		_client.send(GodwitMessage.of(1002))


func _on_thread(work: Callable) -> Array:
	var thread := Thread.new()
	thread.start(work)
	await until(func() -> bool: return not thread.is_alive(), "the thread ended")
	var outcome: Array = thread.wait_to_finish()
	return outcome
