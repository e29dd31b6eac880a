extends GodwitTest
## The overlay and the network lab of the server of --url=.

var _client: GodwitClient
var _overlay: GodwitNetOverlay


func needs_server() -> bool:
	return true


func before_each() -> void:
	_client = make_client()
	_client.contract = GodwitContract.new()
	_overlay = GodwitNetOverlay.new()
	tree.root.add_child(_overlay)


func after_each() -> void:
	.after_each()
	_overlay.free()


func test_it_is_hidden_until_its_key_is_pressed() -> void:
	expect(not _overlay.is_open(), "hidden")
	var key := InputEventKey.new()
	key.scancode = KEY_F3
	key.pressed = true
	_overlay._input(key)
	expect(_overlay.is_open(), "shown")
	_overlay._input(key)
	expect(not _overlay.is_open(), "hidden again")


func test_its_sliders_make_the_line_bad_and_good_again() -> void:
	_client.connect_to_server(url)
	while _client.state != GodwitConnection.State.CONNECTED:
		yield(tree, "idle_frame")
	_overlay.set_open(true)
	for word in ["round trip", "jitter", "tick", "down", "up"]:
		expect(word in _overlay.get_report(), word)
	var slider: HSlider = _overlay._sliders[0]
	slider.value = 300.0
	while yield(_round_trip(), "completed") < 290:
		pass
	slider.value = 0.0
	while yield(_round_trip(), "completed") >= 290:
		pass


func _round_trip():
	var began_at_ms := OS.get_ticks_msec()
	var pong: GodwitResult = yield(_client.request(GodwitMessage.of(GodwitProtocol.Type.PING, {})), "completed")
	expect(pong.ok, pong.code)
	return OS.get_ticks_msec() - began_at_ms
