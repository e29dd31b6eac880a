extends ClientCase
## How a client takes the state of its room from the server.


func before_each() -> void:
	.before_each()
	_client.contract = StateCase.Catalogue.new()


func test_the_state_comes_and_goes_with_the_connection():
	yield(_connect(), "completed")
	_client.get_clock().set_rates(30.0, 20.0)
	_server.tell(_patch(1, { "full": true, "state": "Arena" }))
	yield(until("_has_state", [true], "the state is there"), "completed")
	expect_equal(_client.state_receiver.state.tick, 1, "its tick")
	expect(_client.get_clock().is_synced, "the clock is set")
	_client.disconnect_from_server()
	expect(_has_state(false), "the state is gone")


func test_a_gap_is_asked_for():
	yield(_connect(), "completed")
	_server.tell(_patch(1, { "full": true, "state": "Arena" }))
	_server.tell(_patch(7, {}))
	yield(_until_came(13, 1), "completed")
	expect_equal(_server.last_of(13)["message"], { "reason": 1.0, "version": 1.0 }, "the question")


func test_another_session_has_no_state():
	yield(_connect(), "completed")
	_server.tell(_patch(1, { "full": true, "state": "Arena" }))
	yield(until("_has_state", [true], "the state is there"), "completed")
	_server.cut_all()
	yield(until("_has_state", [false], "the state is gone"), "completed")


func test_the_binary_codec_hands_patches_on_whole() -> void:
	var bytes := PoolByteArray([10, 0, 0, 1, 2, 3])
	var envelope: GodwitEnvelope = GodwitBinaryCodec.new(GodwitContract.new()).decode(bytes)
	expect_equal(envelope.type, 10, "the type")
	expect_equal(envelope.packet, bytes, "all bytes")


func _patch(version: int, head: Dictionary) -> Dictionary:
	var message := {
		"version": version, "base": version - 1, "tick": version, "serverTimeMs": 50 * version, "sets": [],
	}
	for key in head:
		message[key] = head[key]
	return { "type": 10, "message": message }


func _has_state(is_wanted: bool) -> bool:
	return (_client.state_receiver.state != null) == is_wanted
