extends FeatureCase
## The party that a client is in, and its invitations.


func before_each() -> void:
	.before_each()
	_client.player_name = "Ada"
	_client.parties.connect("left", self, "_on_party_left")


func test_creates_and_leaves() -> void:
	yield(_begin(), "completed")
	var result: GodwitResult = yield(_answer(_client.parties.create(6, false), GodwitPartyCreate.TYPE, GodwitPartyJoined.TYPE, _joined()), "completed")
	expect(result.ok, "ok")
	var party: GodwitParty = _client.parties.current
	expect_equal([party.code, party.leader.name, party.is_leader, party.me.name], ["QQ7TRX", "Ada", true, "Ada"], "facts")
	yield(_answer(_client.parties.leave(), GodwitPartyLeave.TYPE, 3), "completed")
	expect_equal(_events, ["left p-1 left"], "events")
	result = yield(party.set_ready(true), "completed")
	expect_equal(result.code, "party.not_member", "afterwards")
	result = yield(_client.parties.leave(), "completed")
	expect_equal(result.code, "party.not_member", "leave none")


func test_keeps_who_is_there() -> void:
	var party: GodwitParty = yield(_join(), "completed")
	yield(_tell(GodwitPartyMemberJoined.TYPE, { "member": _member("s-8", "Bram") }), "completed")
	for id in ["s-8", "s-1"]:
		yield(_tell(GodwitPartyMemberStatusChanged.TYPE, { "memberId": id, "isReady": true, "isAway": false }), "completed")
	expect(party.is_everyone_ready, "all are ready")
	var changes := _values({ "colour": "red", "old": null })
	yield(_tell(GodwitPartyMemberDataChanged.TYPE, { "memberId": "s-8", "data": changes }), "completed")
	expect_equal(party.get_member("s-8").data, { "colour": "red" }, "a member's data")
	yield(_tell(GodwitPartyDataChanged.TYPE, { "data": _values({ "mode": null, "map": "lake" }) }), "completed")
	expect_equal(party.data, { "map": "lake" }, "the party's data")
	yield(_tell(GodwitPartyLeaderChanged.TYPE, { "leaderId": "s-8" }), "completed")
	expect_equal([party.leader.name, party.is_leader], ["Bram", false], "leader")
	yield(_tell(GodwitPartyMemberLeft.TYPE, { "memberId": "s-8", "reason": "kicked" }), "completed")
	expect_equal(party.members.size(), 1, "members")
	yield(_tell(GodwitPartyEnded.TYPE, { "reason": "kicked" }), "completed")
	expect_equal(_events, ["left p-1 kicked"], "events")


func test_goes_on_after_a_drop_and_ends_with_its_session() -> void:
	var party: GodwitParty = yield(_join(), "completed")
	yield(_drop(), "completed")
	expect(_client.parties.current == party, "it is the same party")
	yield(_lose_session(), "completed")
	expect(_events.has("left p-1 lost"), "events: %s" % [_events])


func test_answers_invitations() -> void:
	yield(_begin(), "completed")
	for id in ["i-1", "i-2", "i-3"]:
		yield(_tell(GodwitPartyInvited.TYPE, { "invitation": _invitation(id) }), "completed")
	yield(_tell(GodwitPartyInvitationEnded.TYPE, { "invitationId": "i-1", "reason": "expired" }), "completed")
	expect_equal(_client.parties.invitations.size(), 2, "invitations")
	yield(_answer(_client.parties.decline(_client.parties.invitations[0]), GodwitPartyDecline.TYPE, 3), "completed")
	var call = _client.parties.accept(_client.parties.invitations[0])
	yield(_answer(call, GodwitPartyAccept.TYPE, GodwitPartyJoined.TYPE, _joined()), "completed")
	expect_equal(_server.last_of(GodwitPartyAccept.TYPE)["message"]["invitationId"], "i-3", "sent")
	expect_equal(_client.parties.invitations.size(), 0, "afterwards")


func _begin():
	yield(_connect(), "completed")
	_events = []


func _join():
	yield(_begin(), "completed")
	yield(_answer(_client.parties.join("qq7-trx"), GodwitPartyJoin.TYPE, GodwitPartyJoined.TYPE, _joined()), "completed")
	return _client.parties.current


func _joined() -> Dictionary:
	return { "party": {
		"id": "p-1", "code": "QQ7TRX", "leaderId": "s-1", "isOpen": true, "maxMembers": 4, "members": [_member("s-1", "Ada")],
		"data": _values({ "mode": "ctf" }),
	}, "memberId": "s-1" }


func _member(id: String, member_name: String) -> Dictionary:
	return { "id": id, "name": member_name, "isReady": false, "isAway": false, "data": _values({ "old": 1 }) }


func _invitation(id: String) -> Dictionary:
	return {
		"id": id, "partyId": "p-1", "fromId": "s-8", "fromName": "Bram", "members": 1, "maxMembers": 4, "expiresAtMs": 1.5,
	}


# Values of any kind, as JSON has them.
func _values(values: Dictionary) -> Dictionary:
	var packed := {}
	for key in values:
		packed[key] = Marshalls.raw_to_base64(var2bytes(values[key]))
	return packed


func _on_party_left(party: GodwitParty, reason: String) -> void:
	_events.append("left %s %s" % [party.id, reason])
