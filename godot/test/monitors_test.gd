extends GodwitTest

const _MONITORS: Array[StringName] = [
	&"godwit/round_trip_ms", &"godwit/jitter_ms",
	&"godwit/received_bytes_per_second", &"godwit/sent_bytes_per_second",
	&"godwit/received_messages_per_second", &"godwit/sent_messages_per_second",
]


func test_shows_the_statistics_of_a_client_while_it_is_in_the_tree() -> void:
	var autoload := tree.root.get_node_or_null("Godwit")
	tree.root.remove_child(autoload)
	for monitor in _MONITORS:
		expect(not Performance.has_custom_monitor(monitor), "%s is gone with the client" % monitor)

	var client := make_client()
	make_client()
	client.statistics.add_round_trip(40.0)
	for monitor in _MONITORS:
		expect(Performance.has_custom_monitor(monitor), "%s is there" % monitor)
	expect_equal(Performance.get_custom_monitor(&"godwit/round_trip_ms"), 40.0, "the first client's round trip")
	client.statistics.forget_round_trips()
	expect_equal(Performance.get_custom_monitor(&"godwit/round_trip_ms"), 0.0, "an unknown one")

	_clients.erase(client)
	client.free()
	for monitor in _MONITORS:
		expect(not Performance.has_custom_monitor(monitor), "%s is gone again" % monitor)
	tree.root.add_child(autoload)
