extends FeatureCase
## The party that a client is in, and its invitations.


func before_each() -> void:
	super()
	_godwit.player_name = "Ada"
	_godwit.parties.left.connect(func(party: GodwitParty, reason: String) -> void: _note("left %s %s" % [party.id, reason]))
	await _connect()
	_events = []


func test_creates() -> void:
	_answer(GodwitPartyCreate.TYPE, GodwitPartyJoined.TYPE, _joined())
	var result := await _godwit.parties.create(6, false)
	expect_equal(_server.last_of(GodwitPartyCreate.TYPE)["message"], { "name": "Ada", "maxMembers": 6.0, "isOpen": false }, "sent")
	var party := result.party
	expect(party == _godwit.parties.current, "it is the current party")
	expect_equal([party.code, party.leader.name, party.is_leader, party.me.name], ["QQ7TRX", "Ada", true, "Ada"], "facts")
	expect(not party.is_everyone_ready, "ready")


func test_says_why_it_could_not_join() -> void:
	_refuse(GodwitPartyJoin.TYPE, "party.no_such_party")
	var result := await _godwit.parties.join("AAAAAA")
	expect_equal(result.code, &"party.no_such_party", "code")
	expect(result.party == null, "there is no party")


func test_keeps_who_is_there() -> void:
	var party := await _join()
	await _tell(GodwitPartyMemberJoined.TYPE, { "member": _member("s-8", "Bram") })
	await _tell(GodwitPartyMemberStatusChanged.TYPE, { "memberId": "s-8", "isReady": true, "isAway": false })
	await _tell(GodwitPartyMemberStatusChanged.TYPE, { "memberId": "s-1", "isReady": true, "isAway": false })
	expect(party.is_everyone_ready, "all are ready")
	await _tell(GodwitPartyMemberDataChanged.TYPE, { "memberId": "s-8", "data": _values({ "colour": "red", "old": null }) })
	expect_equal(party.get_member("s-8").data, { "colour": "red" }, "a member's data")
	await _tell(GodwitPartyDataChanged.TYPE, { "data": _values({ "mode": null, "map": "lake" }) })
	expect_equal(party.data, { "map": "lake" }, "the party's data")
	await _tell(GodwitPartyLeaderChanged.TYPE, { "leaderId": "s-8" })
	expect_equal([party.leader.name, party.is_leader], ["Bram", false], "leader")
	await _tell(GodwitPartySettingsChanged.TYPE, { "isOpen": false, "maxMembers": 5 })
	await _tell(GodwitPartyMemberLeft.TYPE, { "memberId": "s-8", "reason": "kicked" })
	var expected := [
		"came Bram", "member Bram", "member Ada", "member Bram", "changed", "leader Bram", "changed", "went Bram kicked",
	]
	expect_equal(_events, PackedStringArray(expected), "events")


func test_leaves_and_is_refused_afterwards() -> void:
	var party := await _join()
	_answer(GodwitPartyLeave.TYPE, 3)
	expect((await _godwit.parties.leave()).ok, "left")
	expect_equal(_events, PackedStringArray(["left p-1 left"]), "events")
	expect_equal((await party.set_ready(true)).code, &"party.not_member", "afterwards")
	expect_equal((await _godwit.parties.leave()).code, &"party.not_member", "leave none")


func test_is_sent_away() -> void:
	await _join()
	await _tell(GodwitPartyEnded.TYPE, { "reason": "kicked" })
	expect_equal(_events, PackedStringArray(["left p-1 kicked"]), "events")


func test_goes_on_after_a_drop_and_ends_with_its_session() -> void:
	var party := await _join()
	await _drop()
	expect(_godwit.parties.current == party, "it is the same party")
	await _lose_session()
	expect(_godwit.parties.current == null, "it is out")
	expect(_events.has("left p-1 lost"), "events: %s" % _events)


func test_accepts_an_invitation() -> void:
	await _tell(GodwitPartyInvited.TYPE, { "invitation": _invitation("i-1") })
	await _tell(GodwitPartyInvited.TYPE, { "invitation": _invitation("i-2") })
	await _tell(GodwitPartyInvitationEnded.TYPE, { "invitationId": "i-1", "reason": "expired" })
	expect_equal(_godwit.parties.invitations.size(), 1, "invitations")
	_answer(GodwitPartyAccept.TYPE, GodwitPartyJoined.TYPE, _joined())
	var result := await _godwit.parties.accept(_godwit.parties.invitations[0])
	expect(result.ok, "accepted")
	expect_equal(_server.last_of(GodwitPartyAccept.TYPE)["message"], { "invitationId": "i-2", "name": "Ada" }, "sent")
	expect_equal(_godwit.parties.invitations.size(), 0, "afterwards")


func test_declines_an_invitation() -> void:
	await _tell(GodwitPartyInvited.TYPE, { "invitation": _invitation("i-1") })
	_answer(GodwitPartyDecline.TYPE, 3)
	expect((await _godwit.parties.decline(_godwit.parties.invitations[0])).ok, "declined")
	expect_equal(_godwit.parties.invitations.size(), 0, "afterwards")


func _join() -> GodwitParty:
	_answer(GodwitPartyJoin.TYPE, GodwitPartyJoined.TYPE, _joined())
	var party := (await _godwit.parties.join("qq7-trx")).party
	party.member_joined.connect(func(member: GodwitPartyMember) -> void: _note("came " + member.name))
	party.member_left.connect(
		func(member: GodwitPartyMember, reason: String) -> void: _note("went %s %s" % [member.name, reason])
	)
	party.member_changed.connect(func(member: GodwitPartyMember) -> void: _note("member " + member.name))
	party.leader_changed.connect(func(leader: GodwitPartyMember) -> void: _note("leader " + leader.name))
	party.changed.connect(func() -> void: _note("changed"))
	_events = []
	return party


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
	for key: String in values:
		packed[key] = Marshalls.raw_to_base64(var_to_bytes(values[key]))
	return packed


func _note(event: String) -> void:
	_events.append(event)
