extends FeatureCase
## Who plays on this device, over restarts and refusals.

const _ACCESS_S := 900

var _profile: String
var _left: PackedStringArray


func before_each() -> void:
	super()
	_profile = "test-%d" % randi()
	_left = []
	_prepare()


func test_one_line_connects_and_signs_in() -> void:
	var result := await _sign_in_by_device("one")
	expect(result.ok, "ok")
	var message: GodwitAuthSignedIn = result.value
	expect_equal(message.player_id, "p-1", "the answer")
	var identity := _godwit.identity
	expect_equal([identity.is_signed_in, identity.display_name, _client.player_id], [true, "Ada", "p-1"], "who it is")
	expect_equal(_client.access_token, "access-one", "for the next connection")
	var asked := _asked(GodwitAuthSignInWithDevice.TYPE)
	expect_equal(GodwitFields.text_of(asked, "displayName"), "Ada", "the name")
	expect_equal(GodwitFields.text_of(asked, "deviceId").length(), 48, "24 random bytes")
	expect((await identity.sign_in()).ok, "once more asks nobody")


func test_a_restarted_game_is_the_same_player() -> void:
	await _sign_in_by_device("one")
	_restart()
	_answer(GodwitAuthRefresh.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	_answer(GodwitAuthReadAccount.TYPE, GodwitAuthAccountRead.TYPE)
	expect((await _godwit.identity.sign_in(_url)).ok, "ok")
	expect_equal(_asked(GodwitAuthRefresh.TYPE), { "refreshToken": "refresh-one" }, "by the token that was kept")
	_restart()
	_refuse(GodwitAuthRefresh.TYPE, "auth.refused")
	var device := _device_id()
	_answer(GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("three"))
	expect((await _godwit.identity.sign_in(_url)).ok, "where the token is refused")
	expect_equal(_asked(GodwitAuthRefresh.TYPE), { "refreshToken": "refresh-two" }, "the latest token")
	expect_equal(_device_id(), device, "it is the same device")


func test_nothing_is_kept_in_plain_words() -> void:
	await _sign_in_by_device("one")
	for file in DirAccess.get_files_at("user://godwit"):
		var text := FileAccess.get_file_as_bytes("user://godwit/" + file).get_string_from_ascii()
		expect(not text.contains("refresh-one") and not text.contains(_device_id()), file)


func test_a_damaged_file_gives_way_to_the_one_before() -> void:
	await _sign_in_by_device("one")
	var device := _device_id()
	_damage("")
	expect_complaint("Condition \"magic != 0x43454447\" is true")
	_restart()
	_answer(GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	await _godwit.identity.sign_in(_url)
	expect_equal(_device_id(), device, "the device")


func test_without_any_good_file_it_is_another_player() -> void:
	await _sign_in_by_device("one")
	var device := _device_id()
	for end: String in ["", ".old"]:
		_damage(end)
		expect_complaint("Condition \"magic != 0x43454447\" is true")
	expect_complaint("can't be read any more")
	_restart()
	_answer(GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	expect((await _godwit.identity.sign_in(_url)).ok, "ok")
	expect(_device_id() != device, "another device")


func test_two_profiles_are_two_players() -> void:
	await _sign_in_by_device("one")
	var device := _device_id()
	_profile += "-b"
	_restart()
	await _sign_in_by_device("two")
	expect(_device_id() != device, "another device")


func test_renews_before_the_token_runs_out() -> void:
	await _sign_in_by_device("one")
	var now_ms := Time.get_ticks_msec()
	var now_s := Time.get_unix_time_from_system()
	_godwit.identity.check_time(now_ms + 600_000, now_s + 600)
	expect_equal(_server.count_of(GodwitAuthRefresh.TYPE), 0, "not yet")
	_answer(GodwitAuthRefresh.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	_godwit.identity.check_time(now_ms, now_s + 800)
	await until(func() -> bool: return _client.access_token == "access-two", "it was renewed, by one clock alone")
	expect_equal(_asked(GodwitAuthRefresh.TYPE), { "refreshToken": "refresh-one" }, "with the token before")


func test_a_token_that_ran_out_is_not_shown() -> void:
	await _sign_in_by_device("one")
	_server.stop()
	await until(func() -> bool: return not _is_connected(), "the link is lost")
	_godwit.identity.check_time(Time.get_ticks_msec() + 1_000_000, 0.0)
	expect_equal(_client.access_token, "", "the token")


func test_a_new_session_is_signed_in_before_all_else() -> void:
	await _sign_in_by_device("one")
	_godwit.presence.set_activity("Fishing")
	await until(func() -> bool: return _server.count_of(GodwitPresenceSetActivity.TYPE) == 1, "it is said")
	var count := _server.packets.size()
	_server.cut_all()
	await until(func() -> bool: return not _is_connected(), "the link is lost")
	_client.send(GodwitMessage.of(6_000))
	_answer(GodwitAuthRefresh.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	_answer(GodwitAuthReadAccount.TYPE, GodwitAuthAccountRead.TYPE)
	await until(func() -> bool: return _server.count_of(6_000) == 1, "all is said")
	var order := _types_since(count)
	expect_equal(order[0], GodwitAuthRefresh.TYPE, "signed in first")
	expect(order.find(GodwitPresenceSetActivity.TYPE) < order.find(6_000), "what restores goes before what was queued")


func test_what_is_sent_meanwhile_waits_until_the_server_knows_who_it_is() -> void:
	await _sign_in_by_device("one")
	_restart()
	_godwit.identity.sign_in(_url)
	await until(func() -> bool: return _server.count_of(GodwitAuthRefresh.TYPE) == 1, "it asks by its token")
	var count := _server.packets.size()
	var asked := _client.start_request(GodwitMessage.of(6_000))
	_client.send(GodwitMessage.of(6_001))
	var input := GodwitMessage.of(6_002)
	input.is_kept_offline = false
	_client.send(input)
	_client.send(GodwitMessage.of(GodwitProtocol.Type.STATE_HAVE, { "version": 1 }))
	await until(func() -> bool: return _server.count_of(6_002) == 1, "what is worth nothing later goes at once")
	_answer(GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	_server.tell({ "type": 2, "ref": _server.last_of(GodwitAuthRefresh.TYPE)["ref"], "message": { "code": "auth.refused" } })
	await until(func() -> bool: return _server.count_of(6_001) == 1, "the rest follows")
	expect_equal(
		_types_since(count), [6_002, GodwitAuthSignInWithDevice.TYPE, 6_000, 6_001], "after the device has signed in"
	)
	_server.tell({ "type": 3, "ref": _server.last_of(6_000)["ref"], "message": {} })
	await until(asked.is_settled, "it is answered")
	expect(asked.result.ok, "ok")


func test_a_sign_in_over_a_lost_session_holds_nothing_back_for_ever() -> void:
	await _sign_in_by_device("one")
	_restart()
	_godwit.identity.sign_in(_url)
	await until(func() -> bool: return _server.count_of(GodwitAuthRefresh.TYPE) == 1, "it asks by its token")
	var asked := _client.start_request(GodwitMessage.of(6_000))
	_answer(GodwitAuthRefresh.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	_answer(GodwitAuthReadAccount.TYPE, GodwitAuthAccountRead.TYPE)
	_answer(6_000, 3)
	await _lose_session()
	await until(asked.is_settled, "it is answered")
	expect(asked.result.ok, "ok")
	expect_equal(_server.count_of(GodwitAuthRefresh.TYPE), 2, "asked again")


func test_a_refused_token_is_left_out_of_the_next_hello() -> void:
	await _sign_in_by_device("one")
	# Of a session that is over, and of a Hello that was refused.
	for code: int in [GodwitClose.AUTH_REFUSED, GodwitClose.POLICY_VIOLATION]:
		var accepted := _server.accepted
		_server.close_all(code, "auth.refused")
		_answer(GodwitAuthRefresh.TYPE, GodwitAuthSignedIn.TYPE, _signed_in(str(code)))
		_answer(GodwitAuthReadAccount.TYPE, GodwitAuthAccountRead.TYPE)
		await until(func() -> bool: return _client.access_token == "access-%d" % code, "it has signed in anew")
		expect_equal(_server.accepted, accepted + 1, "one more connection")
		expect(not _asked(0).has("token"), "its Hello has no token")


func test_a_ban_ends_it_and_is_told() -> void:
	_refuse(GodwitAuthSignInWithDevice.TYPE, "auth.banned")
	var result := await _godwit.identity.sign_in(_url)
	expect_equal(result.code, &"auth.banned", "the result")
	expect_equal(_left, PackedStringArray(["auth.banned"]), "told")
	expect(not _godwit.identity.is_signed_in, "nobody")


func test_thrown_out_later_is_told_too() -> void:
	await _sign_in_by_device("one")
	_server.close_all(GodwitClose.AUTH_REFUSED, "auth.banned")
	await until(func() -> bool: return not _left.is_empty(), "it is told")
	expect_equal(_left, PackedStringArray(["auth.banned"]), "why")
	expect_equal(_client.access_token, "", "the token")


func test_a_server_without_accounts_is_played_on_without_one() -> void:
	_refuse(GodwitAuthSignInWithDevice.TYPE, "message.unknown_type")
	expect_equal((await _godwit.identity.sign_in(_url)).code, &"message.unknown_type", "the result")
	expect(_is_connected(), "connected")
	expect_equal(_left, PackedStringArray(), "nobody has left")


func test_no_server_is_a_timeout_and_a_sign_in_later() -> void:
	_server.welcomes = false
	var ended: Array[StringName] = []
	var sign_in := func() -> void: ended.append((await _godwit.identity.sign_in(_url)).code)
	sign_in.call()
	_godwit.identity.check_time(Time.get_ticks_msec() + 20_000, 0.0)
	expect_equal(ended, [&"request.timeout"] as Array[StringName], "the result")
	_server.welcomes = true
	_answer(GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("one"))
	_server.cut_all()
	await until(func() -> bool: return _godwit.identity.is_signed_in, "it signs in when it can")


func test_no_address_is_told_at_once() -> void:
	expect_complaint("is no address of a server")
	expect_equal((await _godwit.identity.sign_in("nowhere")).code, &"address.invalid", "the result")


func test_signing_out_keeps_the_device() -> void:
	await _sign_in_by_device("one")
	var device := _device_id()
	_answer(GodwitAuthSignOut.TYPE, 3)
	expect((await _godwit.identity.sign_out(true)).ok, "ok")
	expect_equal(_asked(GodwitAuthSignOut.TYPE), { "refreshToken": "refresh-one", "everywhere": true }, "which")
	expect_equal(_left, PackedStringArray([""]), "told")
	expect_equal(_client.state, GodwitClient.State.DISCONNECTED, "the connection")
	await _sign_in_by_device("two")
	expect_equal([_server.count_of(GodwitAuthRefresh.TYPE), _device_id()], [0, device], "by the device")
	_answer(GodwitAuthSignOut.TYPE, 3)
	await _godwit.identity.forget()
	await _sign_in_by_device("three")
	expect(_device_id() != device, "forgotten")


func test_an_account_with_a_password_is_never_replaced() -> void:
	await _sign_in_by_device("one")
	var signed_in := GodwitAuthSignedIn.new()
	signed_in.read_fields(_signed_in("mail").merged({ "playerId": "p-2" }, true))
	_godwit.identity.keep(signed_in)
	expect_equal([_client.player_id, _client.access_token], ["p-2", "access-mail"], "who it is")
	_restart()
	_refuse(GodwitAuthRefresh.TYPE, "auth.refused")
	expect_equal((await _godwit.identity.sign_in(_url)).code, &"auth.refused", "the result")
	expect_equal(_asked(GodwitAuthRefresh.TYPE), { "refreshToken": "refresh-mail" }, "by its token")
	expect_equal(_server.count_of(GodwitAuthSignInWithDevice.TYPE), 1, "the device was not asked for")
	expect_equal(_left, PackedStringArray(["auth.refused"]), "told")


func test_another_session_of_the_player_may_be_in_the_way() -> void:
	await _sign_in_by_device("one")
	_restart()
	_answer(GodwitAuthRefresh.TYPE, GodwitAuthSignedIn.TYPE, _signed_in("two"))
	_refuse(GodwitAuthReadAccount.TYPE, "auth.required")
	expect_equal((await _godwit.identity.sign_in(_url)).code, &"session.already_open", "the result")
	expect_equal(_client.access_token, "access-two", "the tokens are kept")


func _types_since(count: int) -> Array:
	var types := _server.packets.slice(count).map(func(packet: Dictionary) -> int: return packet["type"])
	return types.filter(func(type: int) -> bool: return type >= 100)


func _prepare() -> void:
	_godwit.identity.profile = _profile
	_godwit.identity.signed_out.connect(func(code: StringName) -> void: _left.append(code))


# The game begins again on the same device.
func _restart() -> void:
	_client.disconnect_from_server()
	_client = make_client()
	_godwit = _client as GodwitApi
	_prepare()


func _sign_in_by_device(number: String) -> GodwitResult:
	_answer(GodwitAuthSignInWithDevice.TYPE, GodwitAuthSignedIn.TYPE, _signed_in(number))
	return await _godwit.identity.sign_in(_url, "Ada")


func _signed_in(number: String) -> Dictionary:
	return {
		"playerId": "p-1", "displayName": "Ada", "isNew": true, "accessToken": "access-" + number,
		"accessSeconds": _ACCESS_S, "refreshToken": "refresh-" + number, "refreshSeconds": 2_592_000,
	}


func _asked(type: int) -> Dictionary:
	return GodwitFields.object_of(_server.last_of(type), "message")


func _device_id() -> String:
	return GodwitFields.text_of(_asked(GodwitAuthSignInWithDevice.TYPE), "deviceId")


func _damage(end: String) -> void:
	var whose := _url.get_slice("://", 1)
	var path := "user://godwit/identity_%s.dat%s" % [("%s\n%s" % [whose, _profile]).md5_text(), end]
	expect(FileAccess.file_exists(path), "there is " + path)
	var file := FileAccess.open(path, FileAccess.WRITE)
	file.store_string("no longer what it was, and long enough to have had a head")
	file.close()
