extends ClientCase
## A client outside of the scene tree, one that is told not to process, and one that is freed: requests end all the same.

const GODWIT_API := preload("res://addons/godwit/generated/godwit_api.gd")

var _codes: Array


func test_requests_of_a_client_outside_of_the_tree_end() -> void:
	var client = GODWIT_API.new()
	client.settings.request_timeout_ms = 100
	expect_equal(client.connect_to_server(_url), OK, "connect_to_server")
	var result: GodwitResult = yield(client.get("chat").members("x"), "completed")
	expect_equal(result.code, "request.timeout", "code")
	client.free()


func test_a_client_that_never_connected_ends_requests_at_once() -> void:
	var client = GODWIT_API.new()
	var result: GodwitResult = yield(client.get("chat").members("x"), "completed")
	expect_equal(result.code, "link.closed", "code")
	client.free()


func test_requests_end_when_the_client_leaves_the_tree() -> void:
	yield(_connect(), "completed")
	var waiting := _client.start_request(GodwitMessage.of(1000), 100)
	tree.root.remove_child(_client)
	yield(_until_settled(waiting), "completed")
	expect_equal(waiting.result.code, "request.timeout", "code")
	tree.root.add_child(_client)
	yield(_until_connected(), "completed")


func test_requests_end_when_the_client_does_not_process() -> void:
	yield(_connect(), "completed")
	_client.set_process(false)
	var result: GodwitResult = yield(_client.request(GodwitMessage.of(1000), 100), "completed")
	expect_equal(result.code, "request.timeout", "switched off")
	_client.set_process(true)
	_client.pause_mode = Node.PAUSE_MODE_STOP
	tree.paused = true
	result = yield(_client.request(GodwitMessage.of(1000), 100), "completed")
	expect_equal(result.code, "request.timeout", "paused")
	tree.paused = false


func test_whoever_waits_goes_on_when_the_client_is_freed() -> void:
	var client = GODWIT_API.new()
	client.settings.codec = GodwitSettings.Codec.JSON
	tree.root.add_child(client)
	client.connect_to_server(_url)
	yield(until("_is_welcome", [client], "it is connected"), "completed")
	_codes = []
	_wait_for(client)
	client.queue_free()
	yield(until("_has_codes", [1], "it went on"), "completed")
	expect_equal(_codes, ["link.closed"], "code")


func _wait_for(client: GodwitClient) -> void:
	var result: GodwitResult = yield(client.get("chat").members("x"), "completed")
	_codes.append(result.code)


func _is_welcome(client: GodwitClient) -> bool:
	return client.state == GodwitClient.State.CONNECTED


func _has_codes(count: int) -> bool:
	return _codes.size() == count
