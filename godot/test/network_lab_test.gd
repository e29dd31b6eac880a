extends GodwitTest
## The overlay and the network lab of the server of [code]--url=[/code].

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
	super()
	_overlay.free()


func test_it_is_hidden_until_its_key_is_pressed() -> void:
	expect(not _overlay.is_open(), "hidden")
	var key := InputEventKey.new()
	key.keycode = KEY_F3
	key.pressed = true
	_overlay._input(key)
	expect(_overlay.is_open(), "shown")
	_overlay._input(key)
	expect(not _overlay.is_open(), "hidden again")


func test_it_tells_what_the_line_is_like() -> void:
	await _connect()
	await until(func() -> bool: return _client.statistics.round_trip_ms >= 0.0, "a round trip is known")
	for word: String in ["round trip", "jitter", "tick", "down", "up"]:
		expect(word in _overlay.get_report(), word)


func test_its_sliders_make_the_line_bad_and_good_again() -> void:
	await _connect()
	var sliders := _overlay.find_children("*", "HSlider", true, false)
	expect_equal(sliders.size(), 4, "sliders")
	(sliders[0] as HSlider).value = 300.0
	await _until_round_trip(func(duration_ms: int) -> bool: return duration_ms >= 290)
	(sliders[0] as HSlider).value = 0.0
	await _until_round_trip(func(duration_ms: int) -> bool: return duration_ms < 290)


func _connect() -> void:
	_client.connect_to_server(url)
	await until(func() -> bool: return _client.state == GodwitClient.State.CONNECTED, "it is connected")
	_overlay.set_open(true)


func _until_round_trip(fits: Callable) -> void:
	var fitting := false
	while not fitting:
		var began_at_ms := Time.get_ticks_msec()
		var pong := await _client.request(GodwitMessage.of(GodwitProtocol.Type.PING, {}))
		expect(pong.ok, str(pong))
		fitting = fits.call(Time.get_ticks_msec() - began_at_ms) or not pong.ok
