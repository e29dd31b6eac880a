extends GodwitTest

var _statistics: GodwitStatistics


func before_each() -> void:
	_statistics = GodwitStatistics.new()


func test_smooths_the_round_trip_as_rfc_6298_does() -> void:
	expect_equal(_statistics.round_trip_ms, -1.0, "not measured")
	_statistics.add_round_trip(80.0)
	expect_equal(_statistics.round_trip_ms, 80.0, "the first counts in full")
	_statistics.add_round_trip(160.0)
	expect_equal(_statistics.round_trip_ms, 90.0, "7/8 of 80 and 1/8 of 160")


func test_estimates_jitter_as_rfc_3550_does() -> void:
	_statistics.add_round_trip(80.0)
	expect_equal(_statistics.jitter_ms, 0.0, "one round trip has none")
	_statistics.add_round_trip(112.0)
	expect_equal(_statistics.jitter_ms, 2.0, "1/16 of 32")
	_statistics.add_round_trip(96.0)
	expect_equal(_statistics.jitter_ms, 2.875, "2 and 1/16 of 16 - 2")


func test_a_new_link_starts_afresh() -> void:
	_statistics.add_round_trip(80.0)
	_statistics.add_round_trip(90.0)
	_statistics.forget_round_trips()
	expect_equal(_statistics.round_trip_ms, -1.0, "round trip")
	expect_equal(_statistics.jitter_ms, 0.0, "jitter")
	_statistics.add_round_trip(40.0)
	expect_equal(_statistics.round_trip_ms, 40.0, "the first of the new link")
	expect_equal(_statistics.jitter_ms, 0.0, "not compared with the old link")


func test_rates_are_those_of_the_last_full_second() -> void:
	_statistics.poll(5_000)
	for _index in 4:
		_statistics.count_received(100)
	_statistics.count_sent(30)
	_statistics.poll(5_999)
	expect_equal(_statistics.received_bytes_per_second, 0.0, "before the second is over")
	_statistics.poll(7_000)
	expect_equal(_statistics.received_bytes_per_second, 200.0, "received bytes in 2 s")
	expect_equal(_statistics.received_messages_per_second, 2.0, "received messages")
	expect_equal(_statistics.sent_bytes_per_second, 15.0, "sent bytes")
	expect_equal(_statistics.sent_messages_per_second, 0.5, "sent messages")
	_statistics.poll(8_000)
	expect_equal(_statistics.received_bytes_per_second, 0.0, "after a silent second")
	expect_equal(_statistics.received_bytes, 400, "the total stays")
	expect_equal(_statistics.received_messages, 4, "as does this")
