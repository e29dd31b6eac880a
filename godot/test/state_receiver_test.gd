extends StateCase
## The state that a client mirrors, its signals, and what it asks for.


func before_each() -> void:
	super()
	_receiver.state_changed.connect(_on_state_changed)
	_receiver.resync_requested.connect(_on_resync_requested)
	_receiver.failed.connect(_on_failed)


func test_a_full_patch_makes_the_state() -> void:
	expect_equal(_receiver.state, null, "before")
	_tell_all([1, 4])
	expect_equal(_heard, PackedStringArray(["state Arena"]), "signals")
	expect_equal(_arena().phase, "wait", "its own field")
	expect_equal(_arena().tick, 3, "the tick")
	expect_equal(_arena().pawns.size(), 2, "how many pawns")
	expect_equal(_pawn(4).position, Vector2(4, 0), "a position")
	expect(_pawn(4).get_state() == _receiver.state, "the pawn's state")
	expect_equal(_pawn(5), null, "an unknown pawn")


func test_a_patch_is_told_when_all_of_it_is_in_place() -> void:
	_tell_all([1, 4])
	_listen_to_pawns()
	_heard = []
	_tell([_removal([1]), _section("pawns", "changed", [4], { "hp": [9] }), _pawns("added", [2])])
	expect_equal(
		_heard, PackedStringArray(["removed 1", "added 2", "changed 4 hp", "patched 6"]), "signals in their order"
	)
	expect_equal(_pawn(4).hp, 9, "the new value")


func test_who_watches_one_entity_hears_of_it_alone() -> void:
	_tell_all([1, 2])
	_pawn(1).hp_changed.connect(_on_hp_changed)
	_pawn(1).changed.connect(_on_fields_changed)
	_heard = []
	_tell([_section("pawns", "changed", [1, 2], { "hp": [7, 8] })])
	_tell([_section("pawns", "changed", [1], { "position": [[3, 4]] })])
	expect_equal(_heard, PackedStringArray(["hp 7", "fields hp", "fields position"]), "signals")


func test_an_entity_can_be_removed_and_added_in_one_patch() -> void:
	_tell_all([1])
	_listen_to_pawns()
	var before := _pawn(1)
	_heard = []
	var section := _pawns("added", [1])
	section["removed"] = [1]
	_tell([section])
	expect_equal(_heard, PackedStringArray(["removed 1", "added 1", "patched 6"]), "signals")
	expect(before != _pawn(1) and not before.is_present, "it is another one")


func test_entities_stay_what_they_are_over_a_resync() -> void:
	_tell_all([1, 2])
	_listen_to_pawns()
	var before := _pawn(1)
	_heard = []
	_tell_all([1, 3])
	expect_equal(_heard, PackedStringArray(["removed 2", "added 3", "patched 6"]), "what changed, and no more")
	expect(_pawn(1) == before, "the same pawn")


func test_parts_are_told_after_the_last() -> void:
	_tell_all([])
	_listen_to_pawns()
	_heard = []
	_receiver.receive_patch(_patch([_pawns("added", [1])], { "more": true }))
	expect_equal(_heard, PackedStringArray(), "nothing yet")
	_version -= 1
	_receiver.receive_patch(_patch([_pawns("added", [2])], {}))
	expect_equal(_heard, PackedStringArray(["added 1", "added 2", "patched 6"]), "all at once")


func test_the_old_state_is_shown_until_all_parts_are_there() -> void:
	_tell_all([1, 2])
	_listen_to_pawns()
	_heard = []
	var full: Dictionary = { "full": true, "state": "Arena", "more": true }
	_receiver.receive_patch(_patch([_section("", "added", [0], { "phase": ["fight"] }), _pawns("added", [2])], full))
	expect_equal(_pawns_and_phase(), [[1, 2], "wait"], "of a whole state")
	_version -= 1
	_receiver.receive_patch(_patch([_pawns("added", [3])], { "full": true }))
	expect_equal(_pawns_and_phase(), [[2, 3], "fight"], "with the last part")
	_receiver.receive_patch(_patch([_section("pawns", "changed", [2], { "hp": [7] })], { "more": true }))
	expect_equal(_pawn(2).hp, 2, "of what changed")
	_version -= 1
	_receiver.receive_patch(_patch([_removal([3])], {}))
	expect_equal([_pawn(2).hp, _pawns_and_phase()], [7, [[2], "fight"]], "with the last part")
	_receiver.receive_patch(_patch([_section("", "added", [0], { "phase": ["wait"] })], full))
	_receiver.receive_patch(_patch([_section("", "added", [0], { "phase": ["fight"] }), _pawns("added", [4])], {
		"full": true, "state": "Arena",
	}))
	expect_equal(_pawns_and_phase(), [[4], "fight"], "parts whose rest never came are nothing")
	expect_equal(_heard, PackedStringArray([
		"removed 1", "added 3", "patched 6", "removed 3", "changed 2 hp", "patched 9", "removed 2", "added 4", "patched 15",
	]), "signals")


func test_a_gap_is_asked_for_once() -> void:
	_tell_all([1])
	_heard = []
	_version += 1
	_tell([_removal([1])])
	_tell([_removal([1])])
	expect_equal(_heard, PackedStringArray(["resync 1 1"]), "asked once, with the version it has")
	expect_equal(_arena().pawns.size(), 1, "nothing was taken")
	_tell_all([5])
	expect_equal(_pawn(5).id, 5, "it goes on")


func test_what_can_not_be_read_is_asked_for() -> void:
	_tell_all([1])
	_heard = []
	_tell([_section("pawns", "changed", [1], { "hp": ["much"] })])
	_receiver.receive_patch(PackedByteArray([10, 0, 0]))
	_receiver.receive_patch(7)
	expect_equal(_heard, PackedStringArray(["resync 3 2"]), "asked once a second at most")
	expect_equal(_receiver.resyncs, 1, "counted")


func test_another_hash_is_asked_for() -> void:
	_tell_all([1])
	_heard = []
	_receiver.receive_patch({ "type": 12, "message": { "version": 1, "hash": _receiver.get_hash() } })
	expect_equal(_heard, PackedStringArray(), "the same hash")
	_receiver.receive_patch({ "type": 12, "message": { "version": 1, "hash": 1 } })
	expect_equal(_heard, PackedStringArray(["resync 2 1"]), "another hash")


func test_the_hash_of_what_json_brings_only_nearly_is_not_compared() -> void:
	_receiver.receive_patch(
		_patch([_section("", "added", [0], { "shadow": [0.1] })], { "full": true, "state": "Sundial" })
	)
	_heard = []
	_receiver.receive_patch({ "type": 12, "message": { "version": 1, "hash": 1 } })
	expect_equal(_heard, PackedStringArray(), "nothing is asked")


func test_an_unknown_state_is_told() -> void:
	_receiver._asked_at_ms = -1000000 # the game has run for long
	_receiver.receive_patch(_patch([], { "full": true, "state": "Chess" }))
	expect_equal(_heard, PackedStringArray(["failed state.unknown"]), "told, and not asked for at once")
	expect_equal(_receiver.state, null, "no state")


func test_leaving_the_room_ends_the_state() -> void:
	_tell_all([1])
	_heard = []
	_receiver.clear()
	expect_equal(_heard, PackedStringArray(["state none"]), "signals")
	expect_equal(_receiver.state, null, "no state")


func test_what_a_lost_connection_swallowed_is_asked_for() -> void:
	_tell_all([1])
	_receiver.receive_patch(_patch([], { "more": true }))
	_heard = []
	_receiver.resume()
	expect_equal(_heard, PackedStringArray(["resync 3 2"]), "the rest of a patch")


func test_the_input_that_a_patch_contains_comes_before_it() -> void:
	_tell_all([1])
	_receiver.receive_patch({ "type": 11, "message": { "ack": 9, "sets": [] } })
	expect_equal(_arena().acknowledged_input, 0, "not before the patch")
	_tell([])
	expect_equal(_arena().acknowledged_input, 9, "with the patch")

func test_the_version_is_told_now_and_then_and_often_while_patches_are_late() -> void:
	var told: Array = []
	_receiver.clock.set_rates(60.0, 20.0)
	_receiver.message_due.connect(func(message: GodwitMessage) -> void: told.append(message.type))
	_receiver.receive_patch(_patch([_section("", "added", [0], { "phase": ["wait"] })], { "full": true, "state": "Arena" }), 0.0)
	_play(0.0, 20_000.0, 0.0)
	expect(absi(told.size() - 40) <= 1, "once in ten patches: %d" % told.size())
	told.clear()
	_play(20_000.0, 22_000.0, 200.0)
	expect(told.size() >= 14, "ten times a second: %d" % told.size())
	told.clear()
	_receiver.receive_patch(_patch([], {}), 22_300.0)
	for frame in 60:
		_receiver.advance(22_300.0 + frame * 16.0)
	expect_equal(told, [GodwitProtocol.Type.STATE_HAVE], "the last one too, although none follows")
	told.clear()
	_receiver.receive_patch(_patch([], {}), 23_300.0)
	_receiver.clear()
	_receiver.advance(24_000.0)
	expect_equal(told, [], "nothing after the room was left")


# Patches of 20 Hz that are [param late_ms] late, in frames.
func _play(from_ms: float, to_ms: float, late_ms: float) -> void:
	var next_ms := from_ms + 50.0
	var now_ms := from_ms
	while now_ms < to_ms:
		while next_ms + late_ms <= now_ms:
			_receiver.receive_patch(_patch([], {}), next_ms + late_ms)
			next_ms += 50.0
		_receiver.advance(now_ms)
		now_ms += 16.0


func _pawns_and_phase() -> Array:
	var ids := _arena().pawns.ids()
	ids.sort()
	return [ids, _arena().phase]
