extends GodwitTest


func test_waits_stay_between_nothing_and_a_doubling_ceiling() -> void:
	var backoff := GodwitBackoff.new(200, 10_000, _seeded())
	var ceilings: Array[int] = [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]
	for ceiling in ceilings:
		expect_equal(backoff.get_ceiling_ms(), ceiling, "ceiling of attempt %d" % backoff.attempts)
		var delay_ms := backoff.next_delay_ms()
		expect(delay_ms >= 0 and delay_ms <= ceiling, "%d is between 0 and %d" % [delay_ms, ceiling])


func test_waits_are_spread_over_the_whole_range() -> void:
	var backoff := GodwitBackoff.new(10_000, 10_000, _seeded())
	var tenths: Dictionary[int, bool] = {}
	for draw in 1000:
		tenths[mini(9, floori(backoff.next_delay_ms() / 1000.0))] = true
	expect_equal(tenths.size(), 10, "tenths of the range that were drawn")


func test_a_reset_starts_over() -> void:
	var backoff := GodwitBackoff.new(200, 10_000, _seeded())
	for draw in 5:
		backoff.next_delay_ms()
	backoff.reset()
	expect_equal(backoff.attempts, 0, "attempts")
	expect_equal(backoff.get_ceiling_ms(), 200, "ceiling")


func test_a_thousand_attempts_do_not_overflow() -> void:
	var backoff := GodwitBackoff.new(200, 10_000, _seeded())
	for draw in 1000:
		backoff.next_delay_ms()
	expect_equal(backoff.get_ceiling_ms(), 10_000, "ceiling")


func _seeded() -> RandomNumberGenerator:
	var random := RandomNumberGenerator.new()
	random.seed = 7
	return random
