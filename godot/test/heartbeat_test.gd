extends GodwitTest

const _NONE := GodwitHeartbeat.Action.NONE
const _PING := GodwitHeartbeat.Action.PING
const _DEAD := GodwitHeartbeat.Action.DEAD


func test_asks_every_interval_while_answers_come() -> void:
	var heartbeat := GodwitHeartbeat.new(100, 2, 0)
	var pings := 0
	for now_ms in range(0, 1001, 10):
		var action := heartbeat.poll(now_ms)
		expect(action != _DEAD, "alive at %d" % now_ms)
		if action == _PING:
			pings += 1
			heartbeat.heard()
	expect_equal(pings, 10, "pings in ten intervals")


func test_two_silent_intervals_are_death() -> void:
	var heartbeat := GodwitHeartbeat.new(100, 2, 0)
	expect_equal(heartbeat.poll(100), _PING, "first")
	expect_equal(heartbeat.poll(199), _NONE, "in between")
	expect_equal(heartbeat.poll(200), _PING, "one miss")
	expect_equal(heartbeat.poll(300), _DEAD, "two misses")


func test_any_packet_is_a_sign_of_life() -> void:
	var heartbeat := GodwitHeartbeat.new(100, 2, 0)
	heartbeat.poll(100)
	heartbeat.poll(200)
	heartbeat.heard()
	expect_equal(heartbeat.poll(300), _PING, "heard in time")


func test_after_a_long_sleep_it_asks_at_once_and_one_miss_decides() -> void:
	var heartbeat := GodwitHeartbeat.new(100, 2, 0)
	expect_equal(heartbeat.poll(100), _PING, "before the sleep")
	expect_equal(heartbeat.poll(60_000), _PING, "on waking")
	expect_equal(heartbeat.poll(60_099), _NONE, "in between")
	expect_equal(heartbeat.poll(60_100), _DEAD, "one silent interval later")


func test_an_answer_after_a_long_sleep_proves_life() -> void:
	var heartbeat := GodwitHeartbeat.new(100, 2, 0)
	heartbeat.poll(60_000)
	heartbeat.heard()
	expect_equal(heartbeat.poll(60_100), _PING, "one interval later")
	expect_equal(heartbeat.poll(60_200), _PING, "one miss")
	expect_equal(heartbeat.poll(60_300), _DEAD, "two misses")


func test_measures_the_latest_ping_only() -> void:
	var heartbeat := GodwitHeartbeat.new(100, 2, 0)
	heartbeat.sent(7, 1000)
	expect_equal(heartbeat.measure(6, 1005), -1, "the answer to another ping")
	expect_equal(heartbeat.measure(7, 1020), 20, "its own answer")
