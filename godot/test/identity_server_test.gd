extends GodwitTest
## Who plays on this device, asked of the server of [code]--url=[/code].

var _profile: String


func needs_server() -> bool:
	return true


func before_each() -> void:
	_profile = "test-%d" % randi()


func new_client() -> GodwitClient:
	return GodwitApi.new()


func test_the_same_player_after_a_restart_and_a_sign_out() -> void:
	var first := _start()
	var result := await first.identity.sign_in(url, "Ada")
	expect(result.ok, str(result))
	expect_equal([first.identity.is_new, first.identity.display_name], [true, "Ada"], "a new account")
	var account := await first.auth.read_account()
	expect_equal(account.message.player_id, first.player_id, "the session is the player's")
	var player := first.player_id
	first.disconnect_from_server()

	var second := _start()
	expect((await second.identity.sign_in(url)).ok, "again")
	expect_equal([second.player_id, second.identity.is_new], [player, false], "by the token")
	expect((await second.identity.sign_out()).ok, "signed out")

	var third := _start()
	expect((await third.identity.sign_in(url)).ok, "and again")
	expect_equal(third.player_id, player, "by the device")
	expect((await third.identity.forget()).ok, "forgotten")
	expect((await third.identity.sign_in(url)).ok, "anew")
	expect(third.player_id != player, "somebody else")


func test_a_new_session_is_the_players_by_its_token() -> void:
	var client := _start()
	await client.identity.sign_in(url)
	var player := client.player_id
	client.connect_to_server(url)
	await until(func() -> bool: return client.state == GodwitClient.State.CONNECTED, "it is back")
	expect_equal(client.player_id, player, "the player")


func _start() -> GodwitApi:
	var client := make_client() as GodwitApi
	client.identity.profile = _profile
	return client
