extends FeatureCase
## One conversation.

var _channel: GodwitChatChannel


func before_each() -> void:
	super()
	_godwit.player_name = "Ada"
	await _connect()
	_events = []


func after_each() -> void:
	super()
	_channel = null # its listeners hold this test


func test_enters_a_named_channel() -> void:
	await _enter()
	expect_equal(_server.last_of(GodwitChatJoin.TYPE)["message"], { "channel": "lobby", "name": "Ada" }, "sent")
	expect_equal([_channel.is_joined, _channel.own_id, _channel.members.size(), _channel.member_count], [true, "s-1", 1, 1], "facts")
	expect_equal(_texts(), "before", "lines")


func test_hears_and_keeps_lines() -> void:
	await _enter()
	await _tell(GodwitChatReceived.TYPE, _line(2, "hello"))
	await _tell(GodwitChatReceived.TYPE, _line(1, "elsewhere", "garden"))
	await _tell(GodwitChatEdited.TYPE, _line(2, "hello there"))
	await _tell(GodwitChatDeleted.TYPE, { "channel": "lobby", "id": 1 })
	expect_equal(_texts(), ",hello there", "lines")
	expect(_channel.lines[0].is_deleted, "it was deleted")
	expect_equal(_events, PackedStringArray(["joined", "added hello", "changed hello there", "changed "]), "events")


func test_forgets_the_oldest_lines() -> void:
	await _enter()
	for number in GodwitChatChannel.MAX_LINES:
		_server.tell({ "type": GodwitChatReceived.TYPE, "message": _line(number + 2, "line") })
	await _tell(GodwitChatReceived.TYPE, _line(999, "last"))
	expect_equal(_channel.lines.size(), GodwitChatChannel.MAX_LINES, "lines")
	expect_equal(_channel.lines[-1].id, 999, "the last one")


func test_knows_who_is_there() -> void:
	await _enter()
	await _tell(GodwitChatMemberJoined.TYPE, { "channel": "lobby", "member": { "id": "s-8", "name": "Bram" } })
	await _tell(GodwitChatMemberJoined.TYPE, { "channel": "lobby", "member": { "id": "s-8", "name": "Abraham" } })
	expect_equal([_channel.members.size(), _channel.members[1].name_], [2, "Abraham"], "members")
	await _tell(GodwitChatMemberLeft.TYPE, { "channel": "lobby", "member": { "id": "s-8", "name": "Abraham" } })
	expect_equal(_channel.members.size(), 1, "afterwards")


func test_says_edits_and_deletes() -> void:
	await _enter()
	_answer(GodwitChatSay.TYPE, GodwitChatSaid.TYPE, { "id": 5 })
	expect((await _channel.say("hi")).ok, "said")
	_answer(GodwitChatEdit.TYPE, 3)
	expect((await _channel.edit(_channel.lines[0], "after")).ok, "edited")
	_answer(GodwitChatDelete.TYPE, 3)
	expect((await _channel.delete(_channel.lines[0])).ok, "deleted")
	_channel.tell_typing()
	await until(func() -> bool: return _server.count_of(GodwitChatTyping.TYPE) == 1, "they know that it writes")


func test_enters_again_in_a_new_session() -> void:
	await _enter()
	_answer_join()
	await _lose_session()
	await until(func() -> bool: return _events.count("joined") == 2, "it is in again")
	_answer(GodwitChatLeave.TYPE, 3)
	expect((await _channel.close()).ok, "closed")
	await _lose_session()
	expect_equal(_server.count_of(GodwitChatJoin.TYPE), 2, "it stays away")


func test_comes_and_goes_with_the_room() -> void:
	_use(GodwitChatChannel.of_room(_godwit))
	expect((await _channel.open()).ok, "open")
	expect_equal((await _channel.say("hi")).code, &"chat.not_member", "without a room")
	await _tell(GodwitChatGroupJoined.TYPE, _group("party:p-1"))
	expect(not _channel.is_joined, "that was the party's")
	await _tell(GodwitChatGroupJoined.TYPE, _group("room:r-1"))
	expect_equal([_channel.is_joined, _channel.address], [true, "room:r-1"], "in the room")
	await _tell(GodwitChatReceived.TYPE, _line(2, "hello", "room:r-1"))
	await _tell(GodwitChatGroupLeft.TYPE, { "channel": "room:r-1" })
	expect_equal([_channel.is_joined, _channel.address, _channel.lines.size()], [false, "", 0], "out of the room")
	expect_equal(_events, PackedStringArray(["joined", "added hello", "left"]), "events")


func test_reads_a_conversation_of_two() -> void:
	_use(GodwitChatChannel.direct(_godwit, "bram"))
	var address := "direct:bram"
	_answer(GodwitChatHistory.TYPE, GodwitChatHistoryRead.TYPE, { "channel": address, "lines": [_line(1, "psst", address)] })
	expect((await _channel.open()).ok, "open")
	expect_equal(_texts(), "psst", "lines")


func _enter() -> void:
	_use(GodwitChatChannel.named(_godwit, "lobby"))
	_answer_join()
	expect((await _channel.open()).ok, "entered")


func _answer_join() -> void:
	_answer(GodwitChatJoin.TYPE, GodwitChatJoined.TYPE, _group("lobby"))


func _use(channel: GodwitChatChannel) -> void:
	_channel = channel
	channel.joined.connect(func() -> void: _events.append("joined"))
	channel.left.connect(func() -> void: _events.append("left"))
	channel.line_added.connect(func(line: GodwitChatLine) -> void: _events.append("added " + line.text))
	channel.line_changed.connect(func(line: GodwitChatLine) -> void: _events.append("changed " + line.text))


func _group(channel: String) -> Dictionary:
	var own := { "id": "s-1", "name": "Ada" }
	return { "channel": channel, "member": own, "members": [own], "memberCount": 1, "history": [_line(1, "before", channel)] }


func _line(id: int, text: String, channel: String = "lobby") -> Dictionary:
	return { "id": id, "channel": channel, "from": { "id": "s-8", "name": "Bram" }, "text": text, "sentAtMs": 5.5 }


func _texts() -> String:
	return ",".join(_channel.lines.map(func(line: GodwitChatLine) -> String: return line.text))
