extends ClientCase
## Calls from other threads than the main one are refused, and harm nothing. Godot 3.2 can't tell them.


func test_every_call_on_a_thread_is_refused() -> void:
	yield(_connect(), "completed")
	if not OS.has_method("get_thread_caller_id"):
		expect(GodwitMainThread.is_here(), "this version can't tell")
		return
	var waiting := _client.start_request(GodwitMessage.of(1000))
	var thread := Thread.new()
	thread.start(self, "_misuse", null)
	var outcome: Array = thread.wait_to_finish()
	expect_equal(outcome, ["thread.not_main", "thread.not_main", ERR_UNAVAILABLE], "what was returned")
	expect_equal(_client.state, GodwitClient.State.CONNECTED, "state")
	yield(_until_came(1000, 1), "completed")
	_server.tell({ "type": 3, "ref": _server.last_of(1000)["ref"] })
	yield(_until_settled(waiting), "completed")
	expect(waiting.result.ok, "what waited is answered")
	expect_equal(_server.count_of(1001), 0, "what the thread sent")


func test_call_deferred_brings_it_to_the_main_thread() -> void:
	yield(_connect(), "completed")
	var thread := Thread.new()
	thread.start(self, "_send_deferred", null)
	thread.wait_to_finish()
	yield(_until_came(1001, 1), "completed")


func _misuse(_nothing) -> Array:
	var message: GodwitMessage = GodwitMessage.of(1001)
	var sent := _client.send(message)
	var asked := _client.start_request(message)
	_client.on(1001, self, "_on_connected")
	_client.off(1001, self, "_on_connected")
	var error := _client.connect_to_server(_url)
	_client.disconnect_from_server()
	return [sent.code, asked.result.code, error]


func _send_deferred(_nothing) -> void:
	_client.call_deferred("send", GodwitMessage.of(1001))
