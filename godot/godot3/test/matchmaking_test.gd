extends FeatureCase
## How a search for a match goes, and how it ends.

var _search: GodwitMatchmaking


func before_each() -> void:
	.before_each()
	_search = _client.matchmaking
	_search.connect("waiting", self, "_note", ["waiting"])
	_search.connect("progressed", self, "_note", ["progressed"])
	_search.connect("proposed", self, "_on_told", ["proposed"])
	_search.connect("cancelled", self, "_on_told", ["cancelled"])


func test_waits_and_cancels() -> void:
	yield(_begin(), "completed")
	var call = _search.find("duel", { "region": "eu" }, { "skill": 1200.0 }, "skill within 200")
	yield(_answer(call, GodwitMatchmakingEnqueue.TYPE, GodwitMatchmakingTicket.TYPE, _ticket()), "completed")
	var sent: Dictionary = _server.last_of(GodwitMatchmakingEnqueue.TYPE)["message"]
	expect_equal([sent["queue"], sent["query"], sent["numbers"]], ["duel", "skill within 200", { "skill": 1200.0 }], "sent")
	expect_equal([_search.state, _search.position, _search.expected_ms], [GodwitMatchmaking.State.WAITING, 3, -1], "progress")
	expect(_search.waited_ms >= 1500, "waited_ms")
	yield(_tell(GodwitMatchmakingProgressed.TYPE, { "waitedMs": 2000, "position": 2, "expectedMs": 9000 }), "completed")
	expect_equal([_search.position, _search.expected_ms], [2, 9000], "later")
	yield(_answer(_search.cancel(), GodwitMatchmakingCancel.TYPE, 3), "completed")
	expect_equal([_search.state, _search.queue, _search.waited_ms], [GodwitMatchmaking.State.IDLE, "", 0], "afterwards")
	expect_equal(_events, ["waiting", "progressed", "cancelled cancelled"], "events")


func test_is_asked_and_answers() -> void:
	yield(_begin(), "completed")
	yield(_tell(GodwitMatchmakingTicket.TYPE, _ticket()), "completed")
	yield(_tell(GodwitMatchProposed.TYPE, _proposal(7)), "completed")
	expect(_search.answer_within_ms > 8000, "answer_within_ms")
	yield(_answer(_search.accept(), GodwitMatchAccept.TYPE, 3), "completed")
	expect(_search.has_accepted, "it has accepted")
	yield(_tell(GodwitMatchDissolved.TYPE, { "matchId": 7, "reason": "declined", "isWaiting": true }), "completed")
	expect_equal(_search.state, GodwitMatchmaking.State.WAITING, "it waits on")
	yield(_tell(GodwitMatchProposed.TYPE, _proposal(8)), "completed")
	yield(_answer(_search.decline(), GodwitMatchDecline.TYPE, 3), "completed")
	expect_equal(_server.last_of(GodwitMatchDecline.TYPE)["message"], { "matchId": 8.0 }, "sent")
	expect_equal(_search.state, GodwitMatchmaking.State.IDLE, "it waits no more")


func test_does_not_wait_into_a_new_session() -> void:
	yield(_begin(), "completed")
	yield(_tell(GodwitMatchmakingTicket.TYPE, _ticket()), "completed")
	yield(_lose_session(), "completed")
	expect_equal(_search.state, GodwitMatchmaking.State.IDLE, "state")
	expect(_events.has("cancelled lost"), "events: %s" % [_events])


func _begin():
	yield(_connect(), "completed")
	_events = []


func _ticket() -> Dictionary:
	return { "ticketId": "t-1", "queue": "duel", "state": "waiting", "playerIds": ["s-1"], "waitedMs": 1500, "position": 3 }


func _proposal(id: int) -> Dictionary:
	return { "matchId": id, "queue": "duel", "answerWithinMs": 10000, "deadlineMs": 5, "players": 2, "accepted": 0 }


func _on_told(what, event: String) -> void:
	_events.append("%s %s" % [event, what])
