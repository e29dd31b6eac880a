extends ClientCase
## What a listener does while the client is being read: everyone hears everything once and in order.

var _first: Array
var _second: Array
var _does: String
var _pending: GodwitRequest


func before_each() -> void:
	.before_each()
	_first = []
	_second = []
	_pending = null
	_client.on(1005, self, "_on_first")
	_client.on(1005, self, "_on_second")


func test_requests_in_listeners_go_out_in_order() -> void:
	_does = "ask"
	yield(_connect(), "completed")
	_tell_eight()
	yield(_until_came(1009, 1), "completed")
	var types := []
	for packet in _server.packets:
		if packet["type"] > 1000:
			types.append(packet["type"])
	expect_equal(types, range(1002, 1010), "order")
	expect_equal(_second, range(8), "the second listener")


func test_a_listener_that_disconnects_ends_it_there() -> void:
	_does = "disconnect"
	yield(_connect(), "completed")
	_tell_eight()
	yield(until("_has_second", [1], "the first was heard by both"), "completed")
	expect_equal(_events, ["connected s-1", "disconnected 1000 "], "events")
	expect_equal(_second, [0], "nothing more is heard")


func test_a_listener_that_connects_anew_has_a_new_connection() -> void:
	_does = "connect"
	yield(_connect(), "completed")
	_tell_eight()
	yield(until("_is_back", [2], "it is connected anew"), "completed")
	expect_equal(_second, [0], "nothing more of the old connection is heard")


func test_a_listener_of_the_state_may_start_over() -> void:
	yield(_connect(), "completed")
	_client.connect("state_changed", self, "_start_over")
	_client.disconnect_from_server()
	yield(_until_came(1004, 1), "completed")
	expect(not _pending.is_settled(), "the request of the new connection waits")


func test_a_listener_of_the_state_that_stops_hears_nothing_more() -> void:
	_client.connect("state_changed", self, "_stop_when_connected")
	_client.connect_to_server(_url)
	yield(until("_has_events", [1], "it ended"), "completed")
	expect_equal(_events, ["disconnected 1000 "], "events")


func _start_over(state: int) -> void:
	if state == GodwitClient.State.DISCONNECTED and _pending == null:
		_client.connect_to_server(_url)
		_pending = _client.start_request(GodwitMessage.of(1004))


func _stop_when_connected(state: int) -> void:
	if state == GodwitClient.State.CONNECTED:
		_client.disconnect_from_server()


func _on_first(message: GodwitMessage) -> void:
	_first.append(GodwitFields.int_of(message.fields, "number"))
	if _does == "ask":
		_client.start_request(GodwitMessage.of(1001 + _first.size()))
	elif _does == "disconnect":
		_client.disconnect_from_server()
	elif _does == "connect" and _first.size() == 1:
		_client.connect_to_server(_url)


func _on_second(message: GodwitMessage) -> void:
	_second.append(GodwitFields.int_of(message.fields, "number"))


func _has_second(count: int) -> bool:
	return _second.size() == count


func _has_events(count: int) -> bool:
	return _events.size() == count


func _tell_eight() -> void:
	for number in 8:
		_server.tell({ "type": 1005, "message": { "number": number } })
