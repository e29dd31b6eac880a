extends ClientCase
## How a client takes the state of its room from the server.


func before_each() -> void:
	super()
	_client.contract = StateCase.Catalogue.new()


func test_the_state_comes_and_goes_with_the_connection() -> void:
	await _connect()
	_client.clock.set_rates(30.0, 20.0)
	_server.tell(_patch(1, { "full": true, "state": "Arena" }))
	await until(_has_state, "the state is there")
	expect_equal(_client.state_receiver.state.tick, 1, "its tick")
	expect(_client.clock.is_synced, "the clock is set")
	_client.disconnect_from_server()
	expect(not _has_state(), "the state is gone")


func test_a_gap_is_asked_for() -> void:
	await _connect()
	_server.tell(_patch(1, { "full": true, "state": "Arena" }))
	_server.tell(_patch(7, {}))
	await until(_has_asked, "the server is asked")
	expect_equal(_server.last_of(13)["message"], { "reason": 1.0, "version": 1.0 }, "the question")


func test_another_session_has_no_state() -> void:
	await _connect()
	_server.tell(_patch(1, { "full": true, "state": "Arena" }))
	await until(_has_state, "the state is there")
	_server.cut_all()
	await until(_has_no_state, "the state is gone")


func test_the_binary_codec_hands_patches_on_whole() -> void:
	var bytes := PackedByteArray([10, 0, 0, 1, 2, 3])
	var envelope := GodwitBinaryCodec.new(GodwitContract.new()).decode(bytes)
	expect_equal(envelope.type, 10, "the type")
	expect_equal(envelope.packet, bytes, "all bytes")


func _patch(version: int, head: Dictionary) -> Dictionary:
	var message: Dictionary = {
		"version": version, "base": version - 1, "tick": version, "serverTimeMs": 50 * version, "sets": [],
	}
	message.merge(head)
	return { "type": 10, "message": message }


func _has_state() -> bool:
	return _client.state_receiver.state != null


func _has_no_state() -> bool:
	return not _has_state()


func _has_asked() -> bool:
	return _server.count_of(13) > 0
