extends FeatureCase
## One conversation.

const _CHANNEL := preload("res://addons/godwit/features/chat/godwit_chat_channel.gd")

var _channel: GodwitChatChannel


func before_each() -> void:
	.before_each()
	_client.player_name = "Ada"


func test_enters_hears_and_keeps_lines() -> void:
	yield(_enter(), "completed")
	expect_equal(_server.last_of(GodwitChatJoin.TYPE)["message"]["name"], "Ada", "sent")
	expect_equal([_channel.is_joined, _channel.own_id, _channel.members.size(), _channel.member_count], [true, "s-1", 1, 1], "facts")
	yield(_tell(GodwitChatReceived.TYPE, _line(2, "hello")), "completed")
	yield(_tell(GodwitChatReceived.TYPE, _line(1, "elsewhere", "garden")), "completed")
	yield(_tell(GodwitChatEdited.TYPE, _line(2, "hello there")), "completed")
	yield(_tell(GodwitChatDeleted.TYPE, { "channel": "lobby", "id": 1 }), "completed")
	expect_equal(_texts(), ",hello there,", "lines")
	yield(_tell(GodwitChatMemberJoined.TYPE, { "channel": "lobby", "member": { "id": "s-8", "name": "Bram" } }), "completed")
	expect_equal(_channel.members.size(), 2, "members")
	yield(_tell(GodwitChatMemberLeft.TYPE, { "channel": "lobby", "member": { "id": "s-8", "name": "Bram" } }), "completed")
	expect_equal(_channel.members.size(), 1, "members afterwards")
	var result: GodwitResult = yield(_answer(_channel.say("hi"), GodwitChatSay.TYPE, GodwitChatSaid.TYPE, { "id": 5 }), "completed")
	expect(result.ok, "said")


func test_enters_again_in_a_new_session() -> void:
	yield(_enter(), "completed")
	yield(_lose_session(), "completed")
	yield(_until_came(GodwitChatJoin.TYPE, 2), "completed")
	expect(not _channel.is_joined, "it is not in before the answer")


func test_comes_and_goes_with_the_room() -> void:
	_use(_CHANNEL.of_room(_client))
	yield(_connect(), "completed")
	var result: GodwitResult = yield(_channel.open(), "completed")
	expect(result.ok, "open")
	result = yield(_channel.say("hi"), "completed")
	expect_equal(result.code, "chat.not_member", "without a room")
	yield(_tell(GodwitChatGroupJoined.TYPE, _group("party:p-1")), "completed")
	expect(not _channel.is_joined, "that was the party's")
	_events = []
	yield(_tell(GodwitChatGroupJoined.TYPE, _group("room:r-1")), "completed")
	expect_equal([_channel.is_joined, _channel.address], [true, "room:r-1"], "in the room")
	yield(_tell(GodwitChatGroupLeft.TYPE, { "channel": "room:r-1" }), "completed")
	expect_equal([_channel.is_joined, _channel.address, _channel.lines.size()], [false, "", 0], "out of the room")
	expect_equal(_events, ["joined", "left"], "events")


func _enter():
	_use(_CHANNEL.named(_client, "lobby"))
	yield(_connect(), "completed")
	# It opens by itself only what was opened once.
	return yield(_answer(_channel.open(), GodwitChatJoin.TYPE, GodwitChatJoined.TYPE, _group("lobby")), "completed")


func _use(channel: GodwitChatChannel) -> void:
	_channel = channel
	_channel.connect("joined", self, "_note", ["joined"])
	_channel.connect("left", self, "_note", ["left"])


func _group(channel: String) -> Dictionary:
	var own := { "id": "s-1", "name": "Ada" }
	return { "channel": channel, "member": own, "members": [own], "memberCount": 1, "history": [_line(1, "before", channel)] }


func _line(id: int, text: String, channel: String = "lobby") -> Dictionary:
	return { "id": id, "channel": channel, "from": { "id": "s-8", "name": "Bram" }, "text": text, "sentAtMs": 5.5 }


func _texts() -> String:
	var texts := ""
	for line in _channel.lines:
		texts += line.text + ","
	return texts
