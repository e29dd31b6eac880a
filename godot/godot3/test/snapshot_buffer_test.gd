extends GodwitTest
## The buffer of past values, and the server's clock.


func test_an_empty_buffer_has_nothing() -> void:
	expect(not GodwitSnapshotBuffer.new().sample(5.0), "nothing to show")


func test_it_finds_the_values_around_a_time() -> void:
	var buffer := _filled([100.0, 150.0, 200.0])
	expect(buffer.sample(160.0), "something to show")
	expect_equal([buffer.from, buffer.to], [[150.0], [200.0]], "the values around")
	expect(is_equal_approx(buffer.fraction, 0.2), "the fraction")


func test_outside_it_shows_the_nearest() -> void:
	var buffer := _filled([100.0, 150.0])
	buffer.sample(10.0)
	expect_equal(buffer.to, [100.0], "before the first")
	buffer.sample(999.0)
	expect_equal(buffer.to, [150.0], "after the last")


func test_it_keeps_the_last_values_only() -> void:
	var buffer := _filled([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
	expect_equal(buffer.size(), 4, "how many")
	buffer.sample(0.0)
	expect_equal(buffer.to, [3.0], "the oldest")


func test_values_stay_until_shortly_before_the_next() -> void:
	var buffer := _filled([100.0, 150.0])
	buffer.push(1000.0, [7.0])
	buffer.sample(900.0)
	expect_equal(buffer.from, [150.0], "still as it was")
	expect_equal(buffer.to, [150.0], "until an interval before")
	buffer.sample(975.0)
	expect(is_equal_approx(buffer.fraction, 0.5), "half way in the last interval")


func test_an_earlier_time_starts_anew() -> void:
	var buffer := _filled([100.0, 150.0])
	buffer.push(20.0, [2.0])
	expect_equal(buffer.size(), 1, "how many")


func test_the_quickest_patch_tells_the_time() -> void:
	var clock := GodwitServerClock.new()
	expect(not clock.is_set(), "not set yet")
	for index in 30:
		var late := 0.0 if index == 3 else 40.0
		clock.add(1000000.0 + index * 50.0, 500.0 + index * 50.0 + late)
		clock.server_ms(500.0 + index * 50.0 + late)
	var server_ms := clock.server_ms(10000.0)
	expect(abs(server_ms - 1009500.0) < 1.0, "as if every patch was as quick: %f" % server_ms)


func test_the_time_never_jumps_back() -> void:
	var clock := GodwitServerClock.new()
	var last := 0.0
	for index in 200:
		clock.add(1000000.0 + index * 50.0, index * 50.0 + float(index * 37 % 90))
		var now := clock.server_ms(index * 50.0 + 90.0)
		expect(now > last, "later than before")
		last = now


func _filled(times: Array) -> GodwitSnapshotBuffer:
	var buffer := GodwitSnapshotBuffer.new(4)
	for time in times:
		buffer.push(time, [time])
	return buffer
