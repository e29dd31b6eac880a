extends FeatureCase
## How friends are doing.


func before_each() -> void:
	super()
	_godwit.presence.friend_changed.connect(
		func(friend: GodwitFriend) -> void: _events.append("%s %s" % [friend.player_id, friend.status])
	)
	await _connect()
	_events = []


func test_follows_and_keeps_up() -> void:
	await _follow()
	var bram := _godwit.presence.friends["bram"]
	expect_equal([bram.is_online, bram.text, bram.room_type], [true, "At the lake", "arena"], "as it was")
	expect_equal(bram.display_name, "Bram", "called")
	await _tell(GodwitPresenceChanged.TYPE, { "playerId": "bram", "status": "busy" })
	await _tell(GodwitPresenceChanged.TYPE, { "playerId": "nobody", "status": "busy" })
	expect_equal([bram.status, bram.text, bram.display_name], ["busy", "At the lake", "Bram"], "as it is")
	expect_equal(_events, PackedStringArray(["bram online", "bram busy"]), "events")
	expect(not _godwit.presence.friends["cleo"].is_online, "who does not let us follow stays offline")


func test_asks_in_pages() -> void:
	var ids: Array[String] = []
	for number in 40:
		ids.append("player-%d" % number)
	_answer(GodwitPresenceFollow.TYPE, GodwitPresenceFollowed.TYPE, { "presences": [], "refused": [] })
	var ended: Array[GodwitResult] = []
	var follow := func() -> void: ended.append(await _godwit.presence.follow(ids))
	follow.call()
	await until(func() -> bool: return _server.count_of(GodwitPresenceFollow.TYPE) == 2, "a second page was asked for")
	_server.tell({ "type": GodwitPresenceFollowed.TYPE, "ref": _server.last_of(GodwitPresenceFollow.TYPE)["ref"], "message": {} })
	await until(func() -> bool: return ended.size() == 1, "it ended")
	expect(ended[0].ok, "ok")


func test_unfollows() -> void:
	await _follow()
	_answer(GodwitPresenceUnfollow.TYPE, 3)
	expect((await _godwit.presence.unfollow(["bram"])).ok, "ok")
	expect(not _godwit.presence.friends.has("bram"), "it is forgotten")


func test_says_and_follows_again_in_a_new_session() -> void:
	await _follow()
	_answer(GodwitPresenceSetActivity.TYPE, 3)
	expect((await _godwit.presence.set_activity("Fishing", { "mode": "calm" })).ok, "ok")
	await _lose_session()
	await until(func() -> bool: return _server.count_of(GodwitPresenceFollow.TYPE) == 2, "it follows again")
	expect_equal(_server.count_of(GodwitPresenceSetActivity.TYPE), 2, "it said it again")
	var sent: Dictionary = _server.last_of(GodwitPresenceFollow.TYPE)["message"]
	expect_equal(sent, { "playerIds": ["bram", "cleo"] }, "whom")


func test_nobody_is_there_without_a_connection() -> void:
	await _follow()
	await _tell(GodwitPresenceChanged.TYPE, { "playerId": "bram", "displayName": "Bramble" })
	_client.disconnect_from_server()
	expect(not _godwit.presence.friends["bram"].is_online, "offline")
	expect_equal(_godwit.presence.friends["bram"].display_name, "Bramble", "the name stays")


func _follow() -> void:
	var presence := {
		"playerId": "bram", "status": "online", "text": "At the lake", "details": {}, "roomType": "arena", "roomId": "r-1",
		"displayName": "Bram",
	}
	_answer(GodwitPresenceFollow.TYPE, GodwitPresenceFollowed.TYPE, { "presences": [presence], "refused": ["cleo"] })
	expect((await _godwit.presence.follow(["bram", "cleo"])).ok, "followed")
