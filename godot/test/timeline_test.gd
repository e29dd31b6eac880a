extends GodwitTest
## Where the moment shown lies among the patches.

const _TICK_MS := 50.0

var _timeline: GodwitTimeline


func before_each() -> void:
	_timeline = GodwitTimeline.new()


func test_an_empty_one_has_nothing() -> void:
	_timeline.seek(5.0, _TICK_MS, 0.0)
	expect_equal(_timeline.count, 0, "nothing to show")


func test_it_finds_the_patches_around_a_moment() -> void:
	_push([2, 4, 6])
	_timeline.seek(4.5, _TICK_MS, 0.0)
	expect_equal([_timeline.from, _timeline.to, _timeline.fraction], [1, 2, 0.25], "between the last two")
	_timeline.seek(2.5, _TICK_MS, 0.0)
	expect_equal([_timeline.from, _timeline.to, _timeline.fraction], [0, 1, 0.25], "between the first two")
	_timeline.seek(1.0, _TICK_MS, 0.0)
	expect_equal([_timeline.from, _timeline.fraction], [0, 0.0], "before the first")


func test_beyond_the_newest_it_goes_on_ever_more_slowly() -> void:
	_push([2, 4])
	var weights: Array[float] = []
	for tick: float in [4.0, 5.0, 6.0, 7.0, 8.0, 12.0]:
		_timeline.seek(tick, _TICK_MS, 0.0)
		weights.append(_timeline.get_weight(100.0))
	var expected: Array[float] = [1.0, 1.4375, 1.75, 1.9375, 2.0, 2.0]
	expect_equal(weights, expected, "at most 100 ms of the last way")
	expect_equal(_timeline.get_weight(0.0), 1.0, "or not at all")


func test_values_stay_until_shortly_before_the_next() -> void:
	_push([2, 4, 20])
	_timeline.seek(17.0, _TICK_MS, 0.0)
	expect_equal([_timeline.from, _timeline.to], [1, 2], "a slot of its own, as the one before")
	_timeline.seek(19.0, _TICK_MS, 0.0)
	expect_equal([_timeline.from, _timeline.to, _timeline.fraction], [2, 3, 0.5], "half way in the last interval")


func test_it_keeps_the_last_slots_only() -> void:
	for tick in range(1, 101):
		_timeline.push(tick, 1.0)
	_timeline.seek(3.0, _TICK_MS, 0.0)
	expect_equal(_timeline.from, 68 % GodwitTimeline.SLOTS, "the oldest")
	expect_equal(_timeline.fraction, 0.0, "as it was then")


func test_an_earlier_tick_starts_anew() -> void:
	_push([2, 4])
	var epoch := _timeline.epoch
	_push([1])
	expect_equal([_timeline.count, _timeline.epoch], [1, epoch + 1], "how many, and since when")
	_push([1])
	expect_equal(_timeline.count, 1, "the same again is the same")


func test_what_was_beyond_returns_smoothly() -> void:
	_push([2, 4])
	_timeline.seek(8.0, _TICK_MS, 1_000.0)
	_push([6, 8, 10])
	_timeline.seek(8.3, _TICK_MS, 1_016.0)
	expect(_timeline.is_corrected, "its patches have come")
	expect_equal(_timeline.remaining, 1.0, "all of the error is there")
	_timeline.look_back()
	expect_equal([_timeline.to, _timeline.fraction], [4, 0.0], "the moment of the frame before")
	_timeline.look_ahead()
	expect(is_equal_approx(_timeline.fraction, 0.15), "and of this one")
	var before := 1.0
	for frame in range(1, 16):
		_timeline.seek(8.3 + frame * 0.1, _TICK_MS, 1_016.0 + frame * 16.0)
		expect(not _timeline.is_corrected and _timeline.remaining < before, "less and less")
		before = _timeline.remaining
	expect(before <= 0.05, "nearly gone after %f ms: %f" % [GodwitTimeline.RETURN_MS, before])


func _push(ticks: Array[int]) -> void:
	for tick in ticks:
		_timeline.push(tick, 2.0)
