extends FeatureCase
## The list of rooms, and rooms that are made.

var _list: GodwitRoomList


func before_each() -> void:
	super()
	_list = _godwit.lobby.room_list
	_list.reloaded.connect(func() -> void: _note("reloaded %d" % _list.rooms.size()))
	_list.room_added.connect(func(room: GodwitLobbyRoom) -> void: _note("added " + room.id))
	_list.room_changed.connect(func(room: GodwitLobbyRoom) -> void: _note("changed " + room.id))
	_list.room_removed.connect(func(room: GodwitLobbyRoom) -> void: _note("removed " + room.id))
	await _connect()
	_events = []


func after_each() -> void:
	super()
	_list = null # its listeners hold this test


func test_follows_with_a_filter() -> void:
	var filter := GodwitLobbySubscribe.new()
	filter.has_seats = true
	_answer(GodwitLobbySubscribe.TYPE, GodwitLobbySubscribed.TYPE, { "rooms": [_room("a")], "isComplete": false })
	expect((await _list.follow(filter)).ok, "ok")
	expect_equal(_server.last_of(GodwitLobbySubscribe.TYPE)["message"], { "hasSeats": true }, "sent")
	expect(not _list.is_complete, "more is to come")
	await _tell(GodwitLobbyMoreRooms.TYPE, { "rooms": [_room("b")], "isComplete": true })
	expect(_list.is_complete, "that was all")
	expect_equal(_ids(), "a b", "rooms")
	expect_equal(_events, PackedStringArray(["reloaded 1", "reloaded 2"]), "events")


func test_applies_what_changes() -> void:
	await _follow(["a", "b"])
	var kept := _list.get_room("a")
	var changes := [{ "id": "a", "players": 2 }, { "id": "nowhere", "players": 3 }]
	await _tell(GodwitLobbyChanged.TYPE, { "added": [_room("c")], "changed": changes, "removed": ["b", "nowhere"] })
	expect_equal(_ids(), "a c", "rooms")
	expect(_list.get_room("a") == kept, "the same object")
	expect_equal([kept.players, kept.host_name, kept.is_locked], [2, "Ada", false], "what changed and what did not")
	expect_equal(_events, PackedStringArray(["removed b", "changed a", "added c"]), "events")


func test_begins_anew_when_the_server_says_so() -> void:
	await _follow(["a", "b"])
	await _drop()
	await _tell(GodwitLobbySubscribed.TYPE, { "rooms": [_room("c")], "isComplete": true })
	expect_equal(_ids(), "c", "rooms")
	expect_equal(_events, PackedStringArray(["lost true", "reloaded 1"]), "events")


func test_follows_again_in_a_new_session() -> void:
	await _follow(["a"])
	_answer(GodwitLobbySubscribe.TYPE, GodwitLobbySubscribed.TYPE, { "rooms": [_room("b")], "isComplete": true })
	await _lose_session()
	await until(func() -> bool: return _ids() == "b", "it has the list of the new session")


func test_stops() -> void:
	await _follow(["a"])
	_answer(GodwitLobbyUnsubscribe.TYPE, 3)
	expect((await _list.stop()).ok, "ok")
	await _tell(GodwitLobbyChanged.TYPE, { "added": [_room("c")], "changed": [], "removed": [] })
	await _lose_session()
	expect_equal(_ids(), "", "rooms")
	expect_equal(_server.count_of(GodwitLobbySubscribe.TYPE), 1, "it asked once")


func test_a_refused_list_is_told() -> void:
	_refuse(GodwitLobbySubscribe.TYPE, "lobby.too_fast")
	expect_equal((await _list.follow()).code, &"lobby.too_fast", "code")
	expect(not _list.is_followed, "it follows nothing")


func test_makes_a_room_and_is_in_it() -> void:
	_godwit.player_name = "Ada"
	_answer(GodwitLobbyCreate.TYPE, GodwitRoomJoined.TYPE, _joined())
	var result := await _godwit.lobby.create("arena", { "map": "canyon" }, 4, true)
	expect(result.ok and result.room == _godwit.rooms.current, "it is in the room")
	var sent := { "roomType": "arena", "name": "Ada", "maxPlayers": 4.0, "metadata": { "map": "canyon" }, "isPrivate": true }
	expect_equal(_server.last_of(GodwitLobbyCreate.TYPE)["message"], sent, "sent")


func test_joins_or_makes_a_room() -> void:
	_answer(GodwitLobbyJoinOrCreate.TYPE, GodwitRoomJoined.TYPE, _joined())
	var result := await _godwit.lobby.join_or_create("arena")
	expect_equal(result.room.id, "r-1", "room")
	_refuse(GodwitLobbyJoinOrCreate.TYPE, "room.already_joined")
	expect_equal((await _godwit.lobby.join_or_create("arena")).code, &"room.already_joined", "a second one")


func _follow(ids: Array[String]) -> void:
	_answer(GodwitLobbySubscribe.TYPE, GodwitLobbySubscribed.TYPE, { "rooms": ids.map(_room), "isComplete": true })
	await _list.follow()
	_events = []


func _room(id: String) -> Dictionary:
	return {
		"id": id, "roomType": "arena", "players": 1, "maxPlayers": 4, "isLocked": false, "hasPassword": false, "hostName": "Ada",
		"metadata": {},
	}


func _joined() -> Dictionary:
	var own := { "id": "s-1", "number": 2, "name": "Ada", "isConnected": true }
	return {
		"roomId": "r-1", "roomType": "arena", "code": "KX7P2M", "member": own, "members": [own], "hostId": "s-1",
		"maxPlayers": 4, "isLocked": false, "metadata": {}, "tickHz": 0, "patchHz": 0,
	}


func _ids() -> String:
	return " ".join(_list.rooms.map(func(room: GodwitLobbyRoom) -> String: return room.id))


func _note(event: String) -> void:
	_events.append(event)
