extends GodwitTest
## Who plays on this device, asked of the server of --url=.

var _profile: String


func needs_server() -> bool:
	return true


func before_each() -> void:
	randomize()
	_profile = "test-%d" % randi()


func new_client() -> GodwitClient:
	return load("res://addons/godwit/generated/godwit_api.gd").new()


func test_the_same_player_after_a_restart_and_a_sign_out() -> void:
	var first = _start()
	var result: GodwitResult = yield(first.identity.sign_in(url, "Ada"), "completed")
	expect(result.ok, str(result))
	expect_equal([first.identity.is_new, first.identity.display_name], [true, "Ada"], "a new account")
	var account: GodwitResult = yield(first.auth.read_account(), "completed")
	expect_equal(account.value.player_id, first.player_id, "the session is the player's")
	var player: String = first.player_id
	first.disconnect_from_server()

	var second = _start()
	result = yield(second.identity.sign_in(url), "completed")
	expect(result.ok, "again")
	expect_equal([second.player_id, second.identity.is_new], [player, false], "by the token")
	result = yield(second.identity.sign_out(), "completed")
	expect(result.ok, "signed out")

	var third = _start()
	result = yield(third.identity.sign_in(url), "completed")
	expect(result.ok, "and again")
	expect_equal(third.player_id, player, "by the device")
	result = yield(third.identity.forget(), "completed")
	expect(result.ok, "forgotten")
	result = yield(third.identity.sign_in(url), "completed")
	expect(result.ok, "anew")
	expect(third.player_id != player, "somebody else")


func test_a_new_session_is_the_players_by_its_token() -> void:
	var client = _start()
	yield(client.identity.sign_in(url), "completed")
	var player: String = client.player_id
	client.connect_to_server(url)
	yield(client, "connected")
	expect_equal(client.player_id, player, "the player")


func _start():
	var client = make_client()
	client.identity.profile = _profile
	return client
