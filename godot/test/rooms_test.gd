extends FeatureCase
## The room that a client is in, and how it comes there.


func before_each() -> void:
	super()
	_godwit.rooms.joined.connect(func(room: GodwitRoom) -> void: _note("joined " + room.id))
	_godwit.rooms.left.connect(
		func(room: GodwitRoom, code: StringName, _text: String) -> void: _note("left %s %s" % [room.id, code])
	)
	await _connect()
	_events = []


func test_joins_by_id() -> void:
	_godwit.player_name = "Ada"
	_answer_join("r-1")
	var result := await _godwit.rooms.join("r-1", "sesame", { "team": 1 })
	expect(result.ok, "ok")
	var sent: Dictionary = _server.last_of(GodwitRoomJoin.TYPE)["message"]
	expect_equal(sent, { "roomId": "r-1", "password": "sesame", "options": { "team": 1.0 }, "name": "Ada" }, "sent")

	var room := result.room
	expect(room == _godwit.rooms.current, "it is the current room")
	expect_equal([room.id, room.type, room.code, room.max_players], ["r-1", "arena", "KX7P2M", 3], "facts")
	expect_equal(room.metadata, { "map": "canyon" }, "metadata")
	expect_equal(_names(room), "Ada Bram", "members")
	expect_equal([room.me.number, room.me.name, room.me.is_me], [2, "Ada", true], "me")
	expect_equal([room.host.name, room.is_host, room.is_joined], ["Bram", false, true], "host")
	expect_equal(_events, PackedStringArray(["joined r-1"]), "events")


func test_joins_by_code() -> void:
	_answer_join("r-1")
	var result := await _godwit.rooms.join_by_code(" kx7p2m ")
	expect(result.ok, "ok")
	expect_equal(_server.last_of(GodwitRoomJoin.TYPE)["message"], { "code": "kx7p2m" }, "sent")


func test_says_why_it_could_not_join() -> void:
	_refuse(GodwitRoomJoin.TYPE, "room.full")
	var result := await _godwit.rooms.join("r-1")
	expect_equal(result.code, &"room.full", "code")
	expect(result.room == null and _godwit.rooms.current == null, "there is no room")


func test_keeps_who_is_there() -> void:
	var room := await _join()
	_listen(room)
	await _tell(GodwitRoomMemberJoined.TYPE, { "member": _member("s-9", 4, "Cleo") })
	expect_equal(_names(room), "Ada Bram Cleo", "members")
	expect(room.is_full, "it is full")
	await _tell(GodwitRoomMemberAway.TYPE, { "id": "s-9" })
	expect(room.get_member("s-9").is_away, "away")
	await _tell(GodwitRoomMemberBack.TYPE, { "id": "s-9" })
	expect(not room.get_member_by_number(4).is_away, "back")
	await _tell(GodwitRoomMemberLeft.TYPE, { "id": "s-8" })
	await _tell(GodwitRoomHostChanged.TYPE, { "hostId": "s-1" })
	expect(room.is_host, "host")
	await _tell(GodwitRoomChanged.TYPE, { "isLocked": true, "metadata": { "map": "lake" } })
	expect_equal([room.is_locked, room.metadata], [true, { "map": "lake" }], "facts")
	var expected := ["came Cleo", "away Cleo", "back Cleo", "went Bram", "host Ada", "changed"]
	expect_equal(_events, PackedStringArray(expected), "events")


func test_ignores_news_of_nobody_and_of_no_room() -> void:
	var room := await _join()
	_listen(room)
	await _tell(GodwitRoomMemberAway.TYPE, { "id": "nobody" })
	await _tell(GodwitRoomMemberLeft.TYPE, { "id": "nobody" })
	await _tell(GodwitRoomLeft.TYPE, { "roomId": "r-0", "code": "room.kicked", "text": "Out." })
	expect(room.is_joined, "the news was of a former room")
	await _leave()
	_events = []
	await _tell(GodwitRoomMemberJoined.TYPE, { "member": _member("s-9", 4, "Cleo") })
	await _tell(GodwitRoomHostChanged.TYPE, { "hostId": "s-1" })
	expect_equal(_events, PackedStringArray(), "events")
	expect_equal(_names(room), "Ada Bram", "the room that was left")


func test_leaving_ends_also_if_nobody_keeps_the_room() -> void:
	await _join()
	await _leave()
	expect(_godwit.rooms.current == null, "it is out")


func test_leaves() -> void:
	var room := await _join()
	await _leave()
	expect(not room.is_joined and _godwit.rooms.current == null, "it is out")
	expect_equal(_events, PackedStringArray(["left r-1 room.left"]), "events")


func test_is_sent_out() -> void:
	var room := await _join()
	var texts: PackedStringArray = []
	room.left.connect(func(code: StringName, text: String) -> void: texts.append("%s: %s" % [code, text]))
	await _tell(GodwitRoomLeft.TYPE, { "roomId": "r-1", "code": "room.kicked", "text": "Out." })
	expect_equal(texts, PackedStringArray(["room.kicked: Out."]), "left")
	expect(_godwit.rooms.current == null, "there is no room")


func test_sends_nothing_from_outside() -> void:
	var room := await _join()
	expect(room.send(GodwitMessage.of(1000)).ok, "inside")
	await _leave()
	expect_equal(room.send(GodwitMessage.of(1001)).code, &"room.not_joined", "send")
	expect_equal((await room.request(GodwitMessage.of(1002))).code, &"room.not_joined", "request")
	expect_equal((await room.leave()).code, &"room.not_joined", "leave")
	expect_equal((await _godwit.rooms.leave()).code, &"room.not_joined", "leave none")
	expect_equal(_server.count_of(1001) + _server.count_of(1002), 0, "what came")


func test_is_put_into_a_room() -> void:
	await _tell(GodwitRoomJoined.TYPE, _joined("r-7"))
	expect_equal(_godwit.rooms.current.id, "r-7", "room")
	await _tell(GodwitRoomJoined.TYPE, _joined("r-8"))
	expect_equal(_events, PackedStringArray(["joined r-7", "left r-7 room.left", "joined r-8"]), "events")


func test_is_told_of_its_room_anew() -> void:
	var room := await _join()
	var bram := room.get_member("s-8")
	var news := _joined("r-1")
	news["isLocked"] = true
	await _tell(GodwitRoomJoined.TYPE, news)
	expect(room == _godwit.rooms.current and room.is_locked, "the same room, as it is now")
	expect(room.get_member("s-8") == bram, "the same members")
	expect_equal(_events, PackedStringArray(), "events")


func test_tells_what_is_new_in_its_room_and_nothing_else() -> void:
	var room := await _join()
	_listen(room)
	await _tell(GodwitRoomJoined.TYPE, _joined("r-1"))
	expect_equal(_events, PackedStringArray(), "nothing is new")
	var news := _joined("r-1")
	var bram := _member("s-8", 3, "Bram")
	bram["isConnected"] = false
	news.merge({ "members": [news["member"], bram, _member("s-9", 4, "Cleo")], "hostId": "s-1", "isLocked": true }, true)
	await _tell(GodwitRoomJoined.TYPE, news)
	expect_equal(_events, PackedStringArray(["away Bram", "came Cleo", "host Ada", "changed"]), "what is new")
	_events = []
	await _tell(GodwitRoomJoined.TYPE, _joined("r-1"))
	expect_equal(_events, PackedStringArray(["went Cleo", "back Bram", "host Bram", "changed"]), "and back")


func test_goes_on_after_a_drop() -> void:
	var room := await _join()
	await _drop()
	expect(room.is_joined and _godwit.rooms.current == room, "it is the same room")
	_listen(room)
	await _tell(GodwitRoomMemberLeft.TYPE, { "id": "s-8" })
	expect_equal(_events.slice(-1), PackedStringArray(["went Bram"]), "events")


func test_ends_with_its_session() -> void:
	var room := await _join()
	await _lose_session()
	expect(not room.is_joined and _godwit.rooms.current == null, "it is out")
	expect(_events.has("left r-1 session.lost"), "events: %s" % _events)


func test_ends_with_the_connection() -> void:
	await _join()
	_client.disconnect_from_server()
	expect(_events.has("left r-1 link.closed"), "events: %s" % _events)


func test_an_answer_that_nobody_waits_for_counts() -> void:
	var late := _client.start_request(GodwitRoomJoin.new())
	await until(func() -> bool: return _server.count_of(GodwitRoomJoin.TYPE) == 1, "it came")
	late.cancel()
	await pause(50)
	_server.tell({ "type": GodwitRoomJoined.TYPE, "ref": _server.last_of(GodwitRoomJoin.TYPE)["ref"], "message": _joined("r-1") })
	await until(func() -> bool: return _godwit.rooms.current != null, "it is in")


func _join() -> GodwitRoom:
	_answer_join("r-1")
	var result := await _godwit.rooms.join("r-1")
	_events = []
	return result.room


func _leave() -> void:
	_answer(GodwitRoomLeave.TYPE, 3)
	expect((await _godwit.rooms.leave()).ok, "left")


func _answer_join(room_id: String) -> void:
	_answer(GodwitRoomJoin.TYPE, GodwitRoomJoined.TYPE, _joined(room_id))


func _joined(room_id: String) -> Dictionary:
	var own := _member("s-1", 2, "Ada")
	return {
		"roomId": room_id, "roomType": "arena", "code": "KX7P2M", "member": own, "members": [own, _member("s-8", 3, "Bram")],
		"hostId": "s-8", "maxPlayers": 3, "isLocked": false, "metadata": { "map": "canyon" }, "tickHz": 30, "patchHz": 20,
	}


func _member(id: String, number: int, member_name: String) -> Dictionary:
	return { "id": id, "number": number, "name": member_name, "isConnected": true }


func _names(room: GodwitRoom) -> String:
	return " ".join(room.members.map(func(member: GodwitRoomMember) -> String: return member.name))


func _listen(room: GodwitRoom) -> void:
	room.member_joined.connect(func(member: GodwitRoomMember) -> void: _note("came " + member.name))
	room.member_left.connect(func(member: GodwitRoomMember) -> void: _note("went " + member.name))
	room.member_away.connect(func(member: GodwitRoomMember) -> void: _note("away " + member.name))
	room.member_back.connect(func(member: GodwitRoomMember) -> void: _note("back " + member.name))
	room.host_changed.connect(func(host: GodwitRoomMember) -> void: _note("host " + host.name))
	room.changed.connect(func() -> void: _note("changed"))


func _note(event: String) -> void:
	_events.append(event)
