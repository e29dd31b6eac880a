extends FeatureCase
## The room that a client is in, and how it comes there.


func before_each() -> void:
	.before_each()
	_client.rooms.connect("joined", self, "_on_room_joined")
	_client.rooms.connect("left", self, "_on_room_left")


func test_joins_by_id() -> void:
	yield(_begin(), "completed")
	_client.player_name = "Ada"
	var call = _client.rooms.join("r-1", "sesame", { "team": 1 })
	var result: GodwitResult = yield(_answer(call, GodwitRoomJoin.TYPE, GodwitRoomJoined.TYPE, _joined("r-1")), "completed")
	expect(result.ok, "ok")
	var sent: Dictionary = _server.last_of(GodwitRoomJoin.TYPE)["message"]
	expect_equal(sent["roomId"] + sent["password"] + sent["name"], "r-1sesameAda", "sent")
	expect_equal(sent["options"], { "team": 1.0 }, "options")

	var room: GodwitRoom = _client.rooms.current
	expect_equal([room.id, room.type, room.code, room.max_players], ["r-1", "arena", "KX7P2M", 3], "facts")
	expect_equal(room.metadata, { "map": "canyon" }, "metadata")
	expect_equal(_names(room), "Ada Bram ", "members")
	expect_equal([room.me.number, room.me.name, room.me.is_me], [2, "Ada", true], "me")
	expect_equal([room.host.name, room.is_host, room.is_joined], ["Bram", false, true], "host")
	expect_equal(_events, ["joined r-1"], "events")


func test_says_why_it_could_not_join() -> void:
	yield(_begin(), "completed")
	var call = _client.rooms.join_by_code(" kx7p2m ")
	var result: GodwitResult = yield(_refuse(call, GodwitRoomJoin.TYPE, "room.full"), "completed")
	expect_equal(_server.last_of(GodwitRoomJoin.TYPE)["message"], { "code": "kx7p2m" }, "sent")
	expect_equal(result.code, "room.full", "code")
	expect(_client.rooms.current == null, "there is no room")


func test_keeps_who_is_there() -> void:
	var room: GodwitRoom = yield(_join(), "completed")
	_listen(room)
	yield(_tell(GodwitRoomMemberJoined.TYPE, { "member": _member("s-9", 4, "Cleo") }), "completed")
	expect_equal(_names(room), "Ada Bram Cleo ", "members")
	expect(room.is_full, "it is full")
	yield(_tell(GodwitRoomMemberAway.TYPE, { "id": "s-9" }), "completed")
	expect(room.get_member("s-9").is_away, "away")
	yield(_tell(GodwitRoomMemberBack.TYPE, { "id": "s-9" }), "completed")
	expect(not room.get_member_by_number(4).is_away, "back")
	yield(_tell(GodwitRoomMemberLeft.TYPE, { "id": "s-8" }), "completed")
	yield(_tell(GodwitRoomHostChanged.TYPE, { "hostId": "s-1" }), "completed")
	expect(room.is_host, "host")
	yield(_tell(GodwitRoomChanged.TYPE, { "isLocked": true, "metadata": { "map": "lake" } }), "completed")
	expect_equal([room.is_locked, room.metadata], [true, { "map": "lake" }], "facts")
	expect_equal(_events, ["came Cleo", "away Cleo", "back Cleo", "went Bram", "host Ada", "changed"], "events")


func test_ignores_news_of_nobody_and_of_no_room() -> void:
	var room: GodwitRoom = yield(_join(), "completed")
	_listen(room)
	yield(_tell(GodwitRoomMemberLeft.TYPE, { "id": "nobody" }), "completed")
	yield(_tell(GodwitRoomLeft.TYPE, { "roomId": "r-0", "code": "room.kicked", "text": "Out." }), "completed")
	expect(room.is_joined, "the news was of a former room")
	yield(_leave(), "completed")
	_events = []
	yield(_tell(GodwitRoomMemberJoined.TYPE, { "member": _member("s-9", 4, "Cleo") }), "completed")
	expect_equal(_events, [], "events")
	expect_equal(_names(room), "Ada Bram ", "the room that was left")


func test_leaving_ends_also_if_nobody_keeps_the_room() -> void:
	yield(_join(), "completed")
	yield(_leave(), "completed")
	expect(_client.rooms.current == null, "it is out")


func test_leaves_and_sends_nothing_from_outside() -> void:
	var room: GodwitRoom = yield(_join(), "completed")
	expect(room.send(GodwitMessage.of(1000)).ok, "inside")
	yield(_leave(), "completed")
	expect_equal(_events, ["left r-1 room.left"], "events")
	expect_equal(room.send(GodwitMessage.of(1001)).code, "room.not_joined", "send")
	var result: GodwitResult = yield(room.request(GodwitMessage.of(1002)), "completed")
	expect_equal(result.code, "room.not_joined", "request")
	result = yield(_client.rooms.leave(), "completed")
	expect_equal(result.code, "room.not_joined", "leave none")
	expect_equal(_server.count_of(1001) + _server.count_of(1002), 0, "what came")


func test_is_sent_out() -> void:
	yield(_join(), "completed")
	yield(_tell(GodwitRoomLeft.TYPE, { "roomId": "r-1", "code": "room.kicked", "text": "Out." }), "completed")
	expect_equal(_events, ["left r-1 room.kicked"], "events")
	expect(_client.rooms.current == null, "there is no room")


func test_is_put_into_a_room() -> void:
	yield(_begin(), "completed")
	yield(_tell(GodwitRoomJoined.TYPE, _joined("r-7")), "completed")
	yield(_tell(GodwitRoomJoined.TYPE, _joined("r-8")), "completed")
	expect_equal(_events, ["joined r-7", "left r-7 room.left", "joined r-8"], "events")


func test_tells_what_is_new_in_its_room_and_nothing_else() -> void:
	var room: GodwitRoom = yield(_join(), "completed")
	_listen(room)
	yield(_tell(GodwitRoomJoined.TYPE, _joined("r-1")), "completed")
	expect_equal(_events, [], "nothing is new")
	var news := _joined("r-1")
	var bram := _member("s-8", 3, "Bram")
	bram["isConnected"] = false
	news["members"] = [news["member"], bram, _member("s-9", 4, "Cleo")]
	news["hostId"] = "s-1"
	news["isLocked"] = true
	yield(_tell(GodwitRoomJoined.TYPE, news), "completed")
	expect_equal(_events, ["away Bram", "came Cleo", "host Ada", "changed"], "what is new")
	_events = []
	yield(_tell(GodwitRoomJoined.TYPE, _joined("r-1")), "completed")
	expect_equal(_events, ["went Cleo", "back Bram", "host Bram", "changed"], "and back")


func test_goes_on_after_a_drop_and_ends_with_its_session() -> void:
	var room: GodwitRoom = yield(_join(), "completed")
	yield(_drop(), "completed")
	expect(room.is_joined and _client.rooms.current == room, "it is the same room")
	yield(_lose_session(), "completed")
	expect(not room.is_joined and _client.rooms.current == null, "it is out")
	expect(_events.has("left r-1 session.lost"), "events: %s" % [_events])


func test_ends_with_the_connection() -> void:
	yield(_join(), "completed")
	_client.disconnect_from_server()
	expect(_events.has("left r-1 link.closed"), "events: %s" % [_events])


func _begin():
	yield(_connect(), "completed")
	_events = []


func _join():
	yield(_begin(), "completed")
	yield(_answer(_client.rooms.join("r-1"), GodwitRoomJoin.TYPE, GodwitRoomJoined.TYPE, _joined("r-1")), "completed")
	_events = []
	return _client.rooms.current


func _leave():
	return _answer(_client.rooms.leave(), GodwitRoomLeave.TYPE, 3)


func _joined(room_id: String) -> Dictionary:
	var own := _member("s-1", 2, "Ada")
	return {
		"roomId": room_id, "roomType": "arena", "code": "KX7P2M", "member": own, "members": [own, _member("s-8", 3, "Bram")],
		"hostId": "s-8", "maxPlayers": 3, "isLocked": false, "metadata": { "map": "canyon" }, "tickHz": 30, "patchHz": 20,
	}


func _member(id: String, number: int, member_name: String) -> Dictionary:
	return { "id": id, "number": number, "name": member_name, "isConnected": true }


func _names(room: GodwitRoom) -> String:
	var names := ""
	for member in room.members:
		names += member.name + " "
	return names


func _listen(room: GodwitRoom) -> void:
	room.connect("member_joined", self, "_note_name", ["came"])
	room.connect("member_left", self, "_note_name", ["went"])
	room.connect("member_away", self, "_note_name", ["away"])
	room.connect("member_back", self, "_note_name", ["back"])
	room.connect("host_changed", self, "_note_name", ["host"])
	room.connect("changed", self, "_note", ["changed"])


func _on_room_joined(room: GodwitRoom) -> void:
	_events.append("joined " + room.id)


func _on_room_left(room: GodwitRoom, code: String, _text: String) -> void:
	_events.append("left %s %s" % [room.id, code])
