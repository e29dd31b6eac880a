extends FeatureCase
## The list of rooms, and rooms that are made.

var _list: GodwitRoomList


func before_each() -> void:
	.before_each()
	_list = _client.lobby.room_list
	_list.connect("reloaded", self, "_note", ["reloaded"])
	_list.connect("room_added", self, "_on_room", ["added"])
	_list.connect("room_changed", self, "_on_room", ["changed"])
	_list.connect("room_removed", self, "_on_room", ["removed"])


func test_follows_and_applies_what_changes() -> void:
	yield(_follow(["a", "b"]), "completed")
	var kept: GodwitLobbyRoom = _list.get_room("a")
	var changes := [{ "id": "a", "players": 2 }, { "id": "nowhere", "players": 3 }]
	yield(_tell(GodwitLobbyChanged.TYPE, { "added": [_room("c")], "changed": changes, "removed": ["b"] }), "completed")
	expect_equal(_ids(), "a c ", "rooms")
	expect_equal([kept.players, kept.host_name, kept.is_locked], [2, "Ada", false], "what changed and what did not")
	expect_equal(_events, ["removed b", "changed a", "added c"], "events")
	yield(_tell(GodwitLobbyMoreRooms.TYPE, { "rooms": [_room("d")], "isComplete": true }), "completed")
	expect_equal(_ids(), "a c d ", "more of them")


func test_begins_anew() -> void:
	yield(_follow(["a"]), "completed")
	yield(_tell(GodwitLobbySubscribed.TYPE, { "rooms": [_room("c")], "isComplete": true }), "completed")
	expect_equal(_ids(), "c ", "when the server says so")
	yield(_lose_session(), "completed")
	yield(_until_came(GodwitLobbySubscribe.TYPE, 2), "completed")
	expect_equal(_ids(), "", "in a new session")


func test_stops() -> void:
	yield(_follow(["a"]), "completed")
	yield(_answer(_list.stop(), GodwitLobbyUnsubscribe.TYPE, 3), "completed")
	yield(_tell(GodwitLobbyChanged.TYPE, { "added": [_room("c")], "changed": [], "removed": [] }), "completed")
	expect_equal(_ids(), "", "rooms")


func test_makes_rooms() -> void:
	_client.player_name = "Ada"
	yield(_connect(), "completed")
	var call = _client.lobby.create("arena", { "map": "canyon" }, 4, true)
	yield(_answer(call, GodwitLobbyCreate.TYPE, GodwitRoomJoined.TYPE, _joined()), "completed")
	expect_equal(_client.rooms.current.id, "r-1", "room")
	var sent: Dictionary = _server.last_of(GodwitLobbyCreate.TYPE)["message"]
	expect_equal([sent["roomType"], sent["name"], sent["maxPlayers"], sent["isPrivate"]], ["arena", "Ada", 4.0, true], "sent")
	call = _client.lobby.join_or_create("arena")
	var result: GodwitResult = yield(_refuse(call, GodwitLobbyJoinOrCreate.TYPE, "room.already_joined"), "completed")
	expect_equal(result.code, "room.already_joined", "a second one")


func _follow(ids: Array):
	yield(_connect(), "completed")
	var rooms := []
	for id in ids:
		rooms.append(_room(id))
	var listed := { "rooms": rooms, "isComplete": true }
	yield(_answer(_list.follow(), GodwitLobbySubscribe.TYPE, GodwitLobbySubscribed.TYPE, listed), "completed")
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
	var ids := ""
	for room in _list.rooms:
		ids += room.id + " "
	return ids


func _on_room(room: GodwitLobbyRoom, event: String) -> void:
	_events.append("%s %s" % [event, room.id])
