extends FeatureCase
## How a search for a match goes, and how it ends.

var _search: GodwitMatchmaking


func before_each() -> void:
	super()
	_search = _godwit.matchmaking
	_search.waiting.connect(func() -> void: _note("waiting"))
	_search.progressed.connect(func() -> void: _note("progressed"))
	_search.proposed.connect(func(_ms: int) -> void: _note("proposed"))
	_search.player_accepted.connect(func() -> void: _note("player_accepted"))
	_search.dissolved.connect(func(reason: String, waits: bool) -> void: _note("dissolved %s %s" % [reason, waits]))
	_search.matched.connect(func(message: GodwitMatchStarted) -> void: _note("matched %d" % message.team))
	_search.failed.connect(func(code: StringName, _text: String) -> void: _note("failed %s" % code))
	_search.cancelled.connect(func(reason: String) -> void: _note("cancelled " + reason))
	await _connect()
	_events = []


func after_each() -> void:
	super()
	_search = null # its listeners hold this test


func test_asks_and_waits() -> void:
	_godwit.player_name = "Ada"
	_answer(GodwitMatchmakingEnqueue.TYPE, GodwitMatchmakingTicket.TYPE, _ticket())
	var result := await _search.find("duel", { "region": "eu" }, { "skill": 1200.0 }, "skill within 200")
	expect(result.ok, "ok")
	var sent := {
		"queue": "duel", "strings": { "region": "eu" }, "numbers": { "skill": 1200.0 }, "query": "skill within 200", "name": "Ada",
	}
	expect_equal(_server.last_of(GodwitMatchmakingEnqueue.TYPE)["message"], sent, "sent")
	expect_equal(_search.state, GodwitMatchmaking.State.WAITING, "state")
	expect_equal([_search.queue, _search.position, _search.expected_ms], ["duel", 3, -1], "progress")
	expect(_search.waited_ms >= 1500 and _search.waited_ms < 20_000, "waited_ms")
	await _tell(GodwitMatchmakingProgressed.TYPE, { "waitedMs": 2000, "position": 2, "expectedMs": 9000, "skillWindow": 50.5 })
	expect_equal([_search.position, _search.expected_ms, _search.skill_window], [2, 9000, 50.5], "later")
	expect_equal(_events, PackedStringArray(["waiting", "progressed"]), "events")


func test_says_why_it_does_not_wait() -> void:
	_refuse(GodwitMatchmakingEnqueue.TYPE, "matchmaking.unknown_queue")
	expect_equal((await _search.find("tag")).code, &"matchmaking.unknown_queue", "code")
	expect_equal(_search.state, GodwitMatchmaking.State.IDLE, "state")


func test_is_told_what_its_leader_asked_for() -> void:
	await _tell(GodwitMatchmakingTicket.TYPE, _ticket())
	expect_equal(_search.player_ids, ["s-8", "s-1"] as Array[String], "who waits")
	expect_equal(_events, PackedStringArray(["waiting"]), "events")


func test_cancels() -> void:
	await _tell(GodwitMatchmakingTicket.TYPE, _ticket())
	_answer(GodwitMatchmakingCancel.TYPE, 3)
	expect((await _search.cancel()).ok, "ok")
	expect_equal([_search.state, _search.queue, _search.waited_ms], [GodwitMatchmaking.State.IDLE, "", 0], "afterwards")
	expect_equal(_events, PackedStringArray(["waiting", "cancelled cancelled"]), "events")


func test_accepts_and_is_matched() -> void:
	await _tell(GodwitMatchmakingTicket.TYPE, _ticket())
	await _tell(GodwitMatchProposed.TYPE, _proposal())
	expect_equal(_search.state, GodwitMatchmaking.State.PROPOSED, "state")
	expect(_search.answer_within_ms > 8000, "answer_within_ms")
	await _tell(GodwitMatchAccepted.TYPE, { "matchId": 7, "players": 2, "accepted": 1 })
	_answer(GodwitMatchAccept.TYPE, 3)
	expect((await _search.accept()).ok, "ok")
	expect_equal([_search.accepted, _search.players, _search.has_accepted], [1, 2, true], "answers")
	await _tell(GodwitMatchStarted.TYPE, _match())
	expect_equal(_search.state, GodwitMatchmaking.State.IDLE, "state at the end")
	expect_equal(_events, PackedStringArray(["waiting", "proposed", "player_accepted", "matched 1"]), "events")


func test_declines() -> void:
	await _tell(GodwitMatchProposed.TYPE, _proposal())
	_answer(GodwitMatchDecline.TYPE, 3)
	expect((await _search.decline()).ok, "ok")
	expect_equal(_server.last_of(GodwitMatchDecline.TYPE)["message"], { "matchId": 7.0 }, "sent")
	expect_equal(_search.state, GodwitMatchmaking.State.IDLE, "state")


func test_waits_on_when_another_declined() -> void:
	await _tell(GodwitMatchmakingTicket.TYPE, _ticket())
	await _tell(GodwitMatchProposed.TYPE, _proposal())
	await _tell(GodwitMatchDissolved.TYPE, { "matchId": 6, "reason": "expired", "isWaiting": false })
	await _tell(GodwitMatchDissolved.TYPE, { "matchId": 7, "reason": "declined", "isWaiting": true })
	expect_equal(_search.state, GodwitMatchmaking.State.WAITING, "state")
	expect_equal(_events, PackedStringArray(["waiting", "proposed", "dissolved declined true"]), "events")


func test_is_told_when_the_room_fails() -> void:
	await _tell(GodwitMatchStarted.TYPE, _match())
	await _tell(GodwitMatchFailed.TYPE, { "matchId": 7, "code": "room.too_many", "text": "No." })
	expect_equal(_events, PackedStringArray(["matched 1", "failed room.too_many"]), "events")


func test_waits_through_a_drop_and_not_into_a_new_session() -> void:
	await _tell(GodwitMatchmakingTicket.TYPE, _ticket())
	await _drop()
	expect_equal(_search.state, GodwitMatchmaking.State.WAITING, "after the drop")
	await _lose_session()
	expect_equal(_search.state, GodwitMatchmaking.State.IDLE, "in the new session")
	expect(_events.has("cancelled lost"), "events: %s" % _events)


func _ticket() -> Dictionary:
	return {
		"ticketId": "t-1", "queue": "duel", "state": "waiting", "playerIds": ["s-8", "s-1"], "waitedMs": 1500, "position": 3,
	}


func _proposal() -> Dictionary:
	return { "matchId": 7, "queue": "duel", "answerWithinMs": 10_000, "deadlineMs": 5, "players": 2, "accepted": 0 }


func _match() -> Dictionary:
	return { "matchId": 7, "queue": "duel", "roomId": "r-1", "isBackfill": false, "team": 1, "teams": [] }


func _note(event: String) -> void:
	_events.append(event)
