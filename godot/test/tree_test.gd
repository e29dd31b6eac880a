extends ClientCase
## A client outside of the scene tree, one that is told not to process, and one that is freed: requests end all the same.


func test_a_client_outside_of_the_tree_warns_and_its_requests_end() -> void:
	expect_complaint("not in the scene tree")
	var client := GodwitApi.new()
	client.settings.request_timeout_ms = 100
	expect_equal(client.connect_to_server(_url), OK, "connect_to_server")
	expect_equal((await client.chat.members("x")).code, &"request.timeout", "code")
	client.free()


func test_a_client_that_enters_the_tree_in_time_is_not_warned_of() -> void:
	var client := GodwitClient.new()
	client.connect_to_server(_url)
	tree.root.add_child(client)
	await until(func() -> bool: return client.state == GodwitClient.State.CONNECTED, "it is connected")
	client.free()


func test_a_client_that_never_connected_ends_requests_at_once() -> void:
	var client := GodwitApi.new()
	expect_equal((await client.chat.members("x")).code, &"link.closed", "code")
	client.free()


func test_requests_end_when_the_client_leaves_the_tree() -> void:
	expect_complaint("not in the scene tree")
	await _connect()
	var waiting := _client.start_request(GodwitMessage.of(1000), 100)
	tree.root.remove_child(_client)
	await until(waiting.is_settled, "it ended")
	expect_equal(waiting.result.code, &"request.timeout", "code")
	tree.root.add_child(_client)
	await _until_connected()


func test_a_client_that_comes_back_into_the_tree_gets_its_answer() -> void:
	await _connect()
	var waiting := _client.start_request(GodwitMessage.of(1000))
	await until(func() -> bool: return _server.count_of(1000) == 1, "it came")
	tree.root.remove_child(_client)
	_server.tell({ "type": 3, "ref": _server.last_of(1000)["ref"] })
	tree.root.add_child(_client)
	await until(waiting.is_settled, "it ended")
	expect(waiting.result.ok, "and was answered")


func test_requests_end_when_the_client_does_not_process() -> void:
	await _connect()
	_client.set_process(false)
	expect_equal((await _client.request(GodwitMessage.of(1000), 100)).code, &"request.timeout", "switched off")
	_client.set_process(true)
	_client.process_mode = Node.PROCESS_MODE_PAUSABLE
	tree.paused = true
	expect_equal((await _client.request(GodwitMessage.of(1000), 100)).code, &"request.timeout", "paused")
	tree.paused = false


func test_whoever_waits_goes_on_when_the_client_is_freed() -> void:
	var client := GodwitApi.new()
	client.settings.codec = GodwitSettings.Codec.JSON
	tree.root.add_child(client)
	client.connect_to_server(_url)
	await until(func() -> bool: return client.state == GodwitClient.State.CONNECTED, "it is connected")
	var codes: Array[StringName] = []
	var wait := func() -> void: codes.append((await client.chat.members("x")).code)
	wait.call()
	client.queue_free()
	await until(func() -> bool: return codes.size() == 1, "it went on")
	expect_equal(codes, [&"link.closed"] as Array[StringName], "code")
