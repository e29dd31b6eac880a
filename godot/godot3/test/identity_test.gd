extends FeatureCase
## Who plays on this device, over restarts and refusals.

const _ACCESS_S := 900

var _profile: String
var _left: Array


func before_each() -> void:
	.before_each()
	_profile = "test-%d" % randi()
	_left = []
	_prepare()


func test_one_line_connects_and_signs_in() -> void:
	var result: GodwitResult = yield(_sign_in_by_device("one"), "completed")
	expect(result.ok, "ok")
	expect_equal(result.value.player_id, "p-1", "the answer")
	var identity = _client.identity
	expect_equal([identity.is_signed_in, identity.display_name, _client.player_id], [true, "Ada", "p-1"], "who it is")
	expect_equal(_client.access_token, "access-one", "for the next connection")
	var asked := _asked(GodwitAuthSignInWithDevice.TYPE)
	expect_equal(GodwitFields.text_of(asked, "displayName"), "Ada", "the name")
	expect_equal(GodwitFields.text_of(asked, "deviceId").length(), 48, "24 random bytes")
	result = yield(identity.sign_in(), "completed")
	expect(result.ok, "once more asks nobody")


func test_a_restarted_game_is_the_same_player() -> void:
	yield(_sign_in_by_device("one"), "completed")
	var device := _device_id()
	_restart()
	var call = _client.identity.sign_in(_url)
	yield(_until_came(GodwitAuthRefresh.TYPE, 1), "completed")
	expect_equal(_asked(GodwitAuthRefresh.TYPE), { "refreshToken": "refresh-one" }, "by the token that was kept")
	_tell_answer(GodwitAuthRefresh.TYPE, 2, { "code": "auth.refused", "text": "No." })
	yield(_until_came(GodwitAuthSignInWithDevice.TYPE, 2), "completed")
	_tell_answer(GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	var result: GodwitResult = yield(call, "completed")
	expect(result.ok, "where the token is refused")
	expect_equal(_device_id(), device, "it is the same device")


func test_a_damaged_file_gives_way_to_the_one_before() -> void:
	yield(_sign_in_by_device("one"), "completed")
	var device := _device_id()
	_damage("")
	_restart()
	yield(_sign_in_by_device("two"), "completed")
	expect_equal(_device_id(), device, "the device")


func test_without_any_good_file_it_is_another_player() -> void:
	yield(_sign_in_by_device("one"), "completed")
	var device := _device_id()
	_damage("")
	_damage(".old")
	_restart()
	yield(_sign_in_by_device("two"), "completed")
	expect(_device_id() != device, "another device")


func test_two_profiles_are_two_players() -> void:
	yield(_sign_in_by_device("one"), "completed")
	var device := _device_id()
	_profile += "-b"
	_restart()
	yield(_sign_in_by_device("two"), "completed")
	expect(_device_id() != device, "another device")


func test_renews_before_the_token_runs_out() -> void:
	yield(_sign_in_by_device("one"), "completed")
	var now_ms := OS.get_ticks_msec()
	var now_s := OS.get_unix_time()
	_client.identity.check_time(now_ms + 600000, now_s + 600)
	expect_equal(_server.count_of(GodwitAuthRefresh.TYPE), 0, "not yet")
	_client.identity.check_time(now_ms, now_s + 800)
	yield(_until_came(GodwitAuthRefresh.TYPE, 1), "completed")
	_tell_answer(GodwitAuthRefresh.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	yield(until("_has_token", ["access-two"], "it was renewed, by one clock alone"), "completed")


func test_a_new_session_is_signed_in_before_all_else() -> void:
	yield(_sign_in_by_device("one"), "completed")
	_client.presence.set_activity("Fishing")
	yield(_until_came(GodwitPresenceSetActivity.TYPE, 1), "completed")
	var count := _server.packets.size()
	yield(_lose_session(), "completed")
	yield(_until_came(GodwitAuthRefresh.TYPE, 1), "completed")
	_tell_answer(GodwitAuthRefresh.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	yield(_until_came(GodwitPresenceSetActivity.TYPE, 2), "completed")
	expect_equal(_types_since(count)[0], GodwitAuthRefresh.TYPE, "signed in first")


func test_what_is_sent_meanwhile_waits_until_the_server_knows_who_it_is() -> void:
	yield(_sign_in_by_device("one"), "completed")
	_restart()
	var call = _client.identity.sign_in(_url)
	yield(_until_came(GodwitAuthRefresh.TYPE, 1), "completed")
	var count := _server.packets.size()
	var asked: GodwitRequest = _client.start_request(GodwitMessage.of(6000))
	_client.send(GodwitMessage.of(6001))
	var input: GodwitMessage = GodwitMessage.of(6002)
	input.is_kept_offline = false
	_client.send(input)
	yield(_until_came(6002, 1), "completed")
	_tell_answer(GodwitAuthRefresh.TYPE, 2, { "code": "auth.refused", "text": "No." })
	yield(_until_came(GodwitAuthSignInWithDevice.TYPE, 2), "completed")
	_tell_answer(GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	yield(_until_came(6001, 1), "completed")
	expect_equal(_types_since(count), [6002, GodwitAuthSignInWithDevice.TYPE, 6000, 6001], "after the device has signed in")
	_tell_answer(6000, 3, {})
	if not asked.is_settled():
		yield(asked, "completed")
	expect(asked.result.ok, "ok")
	expect(not call.is_valid(), "signed in")


func test_a_ban_ends_it_and_is_told() -> void:
	var call = _client.identity.sign_in(_url)
	var result: GodwitResult = yield(_refuse(call, GodwitAuthSignInWithDevice.TYPE, "auth.banned"), "completed")
	expect_equal(result.code, "auth.banned", "the result")
	expect_equal(_left, ["auth.banned"], "told")
	expect(not _client.identity.is_signed_in, "nobody")


func test_a_server_without_accounts_is_played_on_without_one() -> void:
	var call = _client.identity.sign_in(_url)
	var result: GodwitResult = yield(_refuse(call, GodwitAuthSignInWithDevice.TYPE, "message.unknown_type"), "completed")
	expect_equal(result.code, "message.unknown_type", "the result")
	expect(_is_in_state(GodwitClient.State.CONNECTED), "connected")
	expect_equal(_left, [], "nobody has left")


func test_no_server_is_a_timeout() -> void:
	_server.welcomes = false
	var call = _client.identity.sign_in(_url)
	_client.identity.call_deferred("check_time", OS.get_ticks_msec() + 20000, 0.0)
	var result: GodwitResult = yield(call, "completed")
	expect_equal(result.code, "request.timeout", "the result")


func test_signing_out_keeps_the_device() -> void:
	yield(_sign_in_by_device("one"), "completed")
	var device := _device_id()
	var result: GodwitResult = yield(_answer(_client.identity.sign_out(true), GodwitAuthSignOut.TYPE, 3), "completed")
	expect(result.ok, "ok")
	expect_equal(_asked(GodwitAuthSignOut.TYPE), { "everywhere": true, "refreshToken": "refresh-one" }, "which")
	expect_equal(_left, [""], "told")
	yield(_sign_in_by_device("two"), "completed")
	expect_equal([_server.count_of(GodwitAuthRefresh.TYPE), _device_id()], [0, device], "by the device")
	yield(_answer(_client.identity.forget(), GodwitAuthSignOut.TYPE, 3), "completed")
	yield(_sign_in_by_device("three"), "completed")
	expect(_device_id() != device, "forgotten")


func test_an_account_with_a_password_is_never_replaced() -> void:
	yield(_sign_in_by_device("one"), "completed")
	var signed_in := GodwitAuthSignedIn.new()
	signed_in.read_fields(_signed_in("mail"))
	_client.identity.keep(signed_in)
	_restart()
	var call = _client.identity.sign_in(_url)
	var result: GodwitResult = yield(_refuse(call, GodwitAuthRefresh.TYPE, "auth.refused"), "completed")
	expect_equal(result.code, "auth.refused", "the result")
	expect_equal(_asked(GodwitAuthRefresh.TYPE), { "refreshToken": "refresh-mail" }, "by its token")
	expect_equal(_server.count_of(GodwitAuthSignInWithDevice.TYPE), 1, "the device was not asked for")
	expect_equal(_left, ["auth.refused"], "told")


func _types_since(count: int) -> Array:
	var types := []
	for index in range(count, _server.packets.size()):
		if _server.packets[index]["type"] >= 100:
			types.append(_server.packets[index]["type"])
	return types


func _prepare() -> void:
	_client.identity.profile = _profile
	_client.identity.connect("signed_out", self, "_on_signed_out")


# The game begins again on the same device.
func _restart() -> void:
	_client.disconnect_from_server()
	_client = make_client()
	_prepare()


func _sign_in_by_device(number: String):
	var call = _client.identity.sign_in(_url, "Ada")
	return _answer(call, GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in(number))


func _tell_answer(request_type: int, type: int, message: Dictionary) -> void:
	_server.tell({ "type": type, "ref": _server.last_of(request_type)["ref"], "message": message })


func _signed_in(number: String) -> Dictionary:
	return {
		"playerId": "p-1", "displayName": "Ada", "isNew": true, "accessToken": "access-" + number,
		"accessSeconds": _ACCESS_S, "refreshToken": "refresh-" + number, "refreshSeconds": 2592000,
	}


func _asked(type: int) -> Dictionary:
	return GodwitFields.object_of(_server.last_of(type), "message")


func _device_id() -> String:
	return GodwitFields.text_of(_asked(GodwitAuthSignInWithDevice.TYPE), "deviceId")


func _damage(end: String) -> void:
	var whose := _url.substr(_url.find("://") + 3)
	var path := "user://godwit/identity_%s.dat%s" % [("%s\n%s" % [whose, _profile]).md5_text(), end]
	var file := File.new()
	expect(file.file_exists(path), "there is " + path)
	var _error := file.open(path, File.WRITE)
	file.store_string("no longer what it was, and long enough to have had a head")
	file.close()


func _has_token(token: String) -> bool:
	return _client.access_token == token


func _on_signed_out(code: String) -> void:
	_left.append(code)
