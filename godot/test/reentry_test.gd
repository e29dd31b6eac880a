extends ClientCase
## What a listener does while the client is being read: everyone hears everything once and in order.

var _first: PackedInt32Array
var _second: PackedInt32Array


func test_poll_in_a_listener_keeps_the_order() -> void:
	_listen(func() -> void: _client.poll())
	await _connect()
	_tell_eight()
	await until(func() -> bool: return _second.size() == 8, "all were heard")
	expect_equal(_first, PackedInt32Array([0, 1, 2, 3, 4, 5, 6, 7]), "the first listener")
	expect_equal(_second, PackedInt32Array([0, 1, 2, 3, 4, 5, 6, 7]), "the second listener")


func test_an_answer_in_a_poll_of_a_listener_comes_after_what_was_before_it() -> void:
	var ends: Array[int] = []
	await _connect()
	var waiting := _client.start_request(GodwitMessage.of(1000))
	waiting.completed.connect(func(_result: GodwitResult) -> void: ends.append(_second.size()))
	_listen(func() -> void: _client.poll())
	await until(func() -> bool: return _server.count_of(1000) == 1, "it came")
	_tell_eight()
	_server.tell({ "type": 3, "ref": _server.last_of(1000)["ref"] })
	await until(waiting.is_settled, "it ended")
	expect_equal(ends, [8] as Array[int], "after all eight were heard by both")


func test_requests_in_listeners_go_out_in_order() -> void:
	_listen(func() -> void: _client.start_request(GodwitMessage.of(1001 + _first.size())))
	await _connect()
	_tell_eight()
	await until(func() -> bool: return _server.count_of(1009) == 1, "the last came")
	var types := _server.packets.map(func(packet: Dictionary) -> int: return packet["type"])
	expect_equal(types.filter(func(type: int) -> bool: return type > 1000), range(1002, 1010), "order")


func test_a_listener_that_disconnects_ends_it_there() -> void:
	_listen(_client.disconnect_from_server)
	await _connect()
	_tell_eight()
	await until(func() -> bool: return _second.size() == 1, "the first was heard by both")
	await pause(50)
	expect_equal(_second, PackedInt32Array([0]), "nothing more is heard")
	expect_equal(_events, PackedStringArray(["connected s-1", "disconnected 1000 "]), "events")


func test_a_listener_that_connects_anew_has_a_new_connection() -> void:
	_listen(func() -> void:
		if _first.size() == 1:
			_client.connect_to_server(_url))
	await _connect()
	_tell_eight()
	await until(func() -> bool: return _server.accepted == 2 and _is_connected(), "it is connected anew")
	expect_equal(_second, PackedInt32Array([0]), "nothing more of the old connection is heard")
	expect((await _ask()).ok, "requests are answered")


func test_a_listener_that_frees_the_client_ends_it_there() -> void:
	var client := GodwitClient.new()
	tree.root.add_child(client)
	var heard: Array[int] = []
	client.on(1005, func(_message: GodwitMessage) -> void:
		heard.append(1)
		client.queue_free())
	client.connect_to_server(_url)
	await until(func() -> bool: return client.state == GodwitClient.State.CONNECTED, "it is connected")
	_server.tell({ "type": 1005, "message": {} })
	var id := client.get_instance_id()
	await until(func() -> bool: return not is_instance_id_valid(id), "it is gone")
	expect_equal(heard.size(), 1, "heard")


func test_a_listener_of_connected_that_connects_elsewhere_keeps_what_waits() -> void:
	var elsewhere := ScriptedServer.new()
	var other_url := elsewhere.start()
	tree.process_frame.connect(elsewhere.poll)
	var codes: Array[StringName] = []
	var move := func(_id: String) -> void:
		_client.connect_to_server(other_url)
		codes.append(_client.send(GodwitMessage.of(1003)).code)
	_client.connected.connect(move, CONNECT_ONE_SHOT)
	_client.connect_to_server(_url)
	await until(func() -> bool: return elsewhere.count_of(1003) == 1, "it came elsewhere")
	expect_equal(codes, [&""] as Array[StringName], "it waited")
	tree.process_frame.disconnect(elsewhere.poll)
	elsewhere.stop()


func test_a_listener_of_the_state_may_stop_and_start_over() -> void:
	var pending: Array[GodwitRequest] = []
	var start_over := func(state: GodwitClient.State) -> void:
		if state == GodwitClient.State.DISCONNECTED and pending.is_empty():
			_client.connect_to_server(_url)
			pending.append(_client.start_request(GodwitMessage.of(1004)))
	_client.state_changed.connect(start_over)
	await _connect()
	_client.disconnect_from_server()
	await until(func() -> bool: return _server.count_of(1004) == 1, "the request of the new connection came")
	expect(not pending[0].is_settled(), "and waits")


func test_a_listener_of_the_state_that_stops_hears_nothing_more() -> void:
	for at: GodwitClient.State in [GodwitClient.State.CONNECTING, GodwitClient.State.CONNECTED]:
		_events.clear()
		var stop := func(state: GodwitClient.State) -> void:
			if state == at:
				_client.disconnect_from_server()
		_client.state_changed.connect(stop)
		_client.connect_to_server(_url)
		await until(func() -> bool: return not _events.is_empty(), "it ended")
		await pause(50)
		expect_equal(_events, PackedStringArray(["disconnected 1000 "]), "events")
		_client.state_changed.disconnect(stop)


func _ask() -> GodwitResult:
	var pending := _client.start_request(GodwitMessage.of(1000))
	await until(func() -> bool: return _server.count_of(1000) == 1, "it came")
	_server.tell({ "type": 3, "ref": _server.last_of(1000)["ref"] })
	await until(pending.is_settled, "it ended")
	return pending.result


func _listen(first: Callable) -> void:
	_first = []
	_second = []
	_client.on(1005, func(message: GodwitMessage) -> void:
		_first.append(GodwitFields.int_of(message.fields, "number"))
		first.call())
	_client.on(1005, func(message: GodwitMessage) -> void: _second.append(GodwitFields.int_of(message.fields, "number")))


func _tell_eight() -> void:
	for number in 8:
		_server.tell({ "type": 1005, "message": { "number": number } })
