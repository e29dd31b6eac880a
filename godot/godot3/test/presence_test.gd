extends FeatureCase
## How friends are doing.


func test_follows_and_keeps_up() -> void:
	yield(_follow(), "completed")
	var bram: GodwitFriend = _client.presence.friends["bram"]
	expect_equal([bram.is_online, bram.text, bram.room_type], [true, "At the lake", "arena"], "as it was")
	expect_equal(bram.display_name, "Bram", "called")
	yield(_tell(GodwitPresenceChanged.TYPE, { "playerId": "bram", "status": "busy" }), "completed")
	expect_equal([bram.status, bram.text, bram.display_name], ["busy", "At the lake", "Bram"], "as it is")
	expect(not _client.presence.friends["cleo"].is_online, "who does not let us follow stays offline")
	yield(_answer(_client.presence.unfollow(["bram"]), GodwitPresenceUnfollow.TYPE, 3), "completed")
	expect(not _client.presence.friends.has("bram"), "it is forgotten")


func test_says_and_follows_again_in_a_new_session() -> void:
	yield(_follow(), "completed")
	yield(_answer(_client.presence.set_activity("Fishing"), GodwitPresenceSetActivity.TYPE, 3), "completed")
	yield(_lose_session(), "completed")
	yield(_until_came(GodwitPresenceFollow.TYPE, 2), "completed")
	expect_equal(_server.count_of(GodwitPresenceSetActivity.TYPE), 2, "it said it again")


func _follow():
	yield(_connect(), "completed")
	var presence := {
		"playerId": "bram", "status": "online", "text": "At the lake", "details": {}, "roomType": "arena", "roomId": "r-1",
		"displayName": "Bram",
	}
	var call = _client.presence.follow(["bram", "cleo"])
	var followed := { "presences": [presence], "refused": ["cleo"] }
	return yield(_answer(call, GodwitPresenceFollow.TYPE, GodwitPresenceFollowed.TYPE, followed), "completed")
