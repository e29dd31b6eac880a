extends Reference
class_name GodwitChatApi
## The messages of the server's module "chat".
##
## Generated from the contract; do not edit.

## Somebody said something in one of your channels, or in a conversation with you. [param message] is a
## [GodwitChatReceived].
signal received(message)
## Somebody joined one of your channels, or joined again under a new name. [param message] is a
## [GodwitChatMemberJoined].
signal member_joined(message)
## Somebody left one of your channels or disconnected. [param message] is a [GodwitChatMemberLeft].
signal member_left(message)
## You have joined the channel of your room or your party. [param message] is a [GodwitChatGroupJoined].
signal group_joined(message)
## You have left the room or the party, and with it its channel. [param message] is a [GodwitChatGroupLeft].
signal group_left(message)
## A line in one of your channels was edited; these are its current contents. [param message] is a
## [GodwitChatEdited].
signal edited(message)
## A line in one of your channels was deleted. [param message] is a [GodwitChatDeleted].
signal deleted(message)
## Somebody in one of your channels is typing; show it for three seconds. [param message] is a
## [GodwitChatMemberTyping].
signal member_typing(message)
## Somebody in one of your channels was muted or unmuted. [param message] is a [GodwitChatMuted].
signal muted(message)
## Slow mode in one of your channels has changed. [param message] is a [GodwitChatSlowModeSet].
signal slow_mode_set(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(GodwitChatReceived.TYPE, self, "_on_received")
	client.on(GodwitChatMemberJoined.TYPE, self, "_on_member_joined")
	client.on(GodwitChatMemberLeft.TYPE, self, "_on_member_left")
	client.on(GodwitChatGroupJoined.TYPE, self, "_on_group_joined")
	client.on(GodwitChatGroupLeft.TYPE, self, "_on_group_left")
	client.on(GodwitChatEdited.TYPE, self, "_on_edited")
	client.on(GodwitChatDeleted.TYPE, self, "_on_deleted")
	client.on(GodwitChatMemberTyping.TYPE, self, "_on_member_typing")
	client.on(GodwitChatMuted.TYPE, self, "_on_muted")
	client.on(GodwitChatSlowModeSet.TYPE, self, "_on_slow_mode_set")


## Joins a named channel, which exists as long as it has members. Joining again changes your name. The channels of
## your room and your party are joined automatically.
## Await it: var result = yield(Godwit.chat.join(...), "completed"), a GodwitResult whose value is a
## [GodwitChatJoined].
func join(channel: String, name_: String):
	return _client.request(GodwitChatJoin.new(channel, name_))


## Leaves a named channel.
## Await it: var result = yield(Godwit.chat.leave(...), "completed"), a GodwitResult without a value.
func leave(channel: String):
	return _client.request(GodwitChatLeave.new(channel))


## Sends a line to everybody in a channel, including yourself.
## Await it: var result = yield(Godwit.chat.say(...), "completed"), a GodwitResult whose value is a
## [GodwitChatSaid].
func say(channel: String, text: String):
	return _client.request(GodwitChatSay.new(channel, text))


## Requests a channel's latest lines, or older ones.
## Await it: var result = yield(Godwit.chat.history(...), "completed"), a GodwitResult whose value is a
## [GodwitChatHistoryRead].
func history(channel: String):
	return _client.request(GodwitChatHistory.new(channel))


## Requests a channel's latest lines, or older ones.
## Await it: var result = yield(Godwit.chat.history_with(...), "completed"), a GodwitResult whose value is a
## [GodwitChatHistoryRead].
func history_with(message: GodwitChatHistory):
	return _client.request(message)


## Requests a channel's members.
## Await it: var result = yield(Godwit.chat.members(...), "completed"), a GodwitResult whose value is a
## [GodwitChatMembersListed].
func members(channel: String):
	return _client.request(GodwitChatMembers.new(channel))


## Requests a channel's members.
## Await it: var result = yield(Godwit.chat.members_with(...), "completed"), a GodwitResult whose value is a
## [GodwitChatMembersListed].
func members_with(message: GodwitChatMembers):
	return _client.request(message)


## Sets your name in your room, your party and your conversations.
## Await it: var result = yield(Godwit.chat.rename(...), "completed"), a GodwitResult without a value.
func rename(name_: String):
	return _client.request(GodwitChatRename.new(name_))


## Edits one of your own lines, within some minutes of sending it. Everybody in the channel is told.
## Await it: var result = yield(Godwit.chat.edit(...), "completed"), a GodwitResult without a value.
func edit(channel: String, id: int, text: String):
	return _client.request(GodwitChatEdit.new(channel, id, text))


## Deletes one of your own lines, within some minutes of sending it; a moderator can delete any line at any time.
## Await it: var result = yield(Godwit.chat.delete(...), "completed"), a GodwitResult without a value.
func delete(channel: String, id: int):
	return _client.request(GodwitChatDelete.new(channel, id))


## You are typing. Send it on every keystroke if you like: the others are told at most every two seconds.
## Await it: var result = yield(Godwit.chat.typing(...), "completed"), a GodwitResult without a value.
func typing(channel: String):
	return _client.request(GodwitChatTyping.new(channel))


## Mutes somebody in a channel for a time. For its moderators: the room's host, the party's leader.
## Await it: var result = yield(Godwit.chat.mute(...), "completed"), a GodwitResult without a value.
func mute(channel: String, target: String, seconds: int):
	return _client.request(GodwitChatMute.new(channel, target, seconds))


## Sets slow mode: everybody in a channel except its moderators may only speak every so often. For its moderators.
## Await it: var result = yield(Godwit.chat.slow_mode(...), "completed"), a GodwitResult without a value.
func slow_mode(channel: String, seconds: int):
	return _client.request(GodwitChatSlowMode.new(channel, seconds))


## Reports a line to the people who run the game; it is stored as it reads now, with the lines around it.
## Await it: var result = yield(Godwit.chat.report(...), "completed"), a GodwitResult without a value.
func report(channel: String, id: int, reason: String):
	return _client.request(GodwitChatReport.new(channel, id, reason))


## Blocks or unblocks a player: you see nothing they say, and they cannot write to you. They are not told.
## Await it: var result = yield(Godwit.chat.block(...), "completed"), a GodwitResult without a value.
func block(player_id: String, is_blocked: bool):
	return _client.request(GodwitChatBlock.new(player_id, is_blocked))


## Requests the players you have blocked.
## Await it: var result = yield(Godwit.chat.list_blocked(...), "completed"), a GodwitResult whose value is a
## [GodwitChatBlockedListed].
func list_blocked():
	return _client.request(GodwitChatListBlocked.new())


## Requests your conversations with other players, latest first: shows who wrote while you were away.
## Await it: var result = yield(Godwit.chat.conversations(...), "completed"), a GodwitResult whose value is a
## [GodwitChatConversationsListed].
func conversations():
	return _client.request(GodwitChatConversations.new())


## Requests your conversations with other players, latest first: shows who wrote while you were away.
## Await it: var result = yield(Godwit.chat.conversations_with(...), "completed"), a GodwitResult whose value is a
## [GodwitChatConversationsListed].
func conversations_with(message: GodwitChatConversations):
	return _client.request(message)


func _on_received(message: GodwitMessage) -> void:
	emit_signal("received", message)


func _on_member_joined(message: GodwitMessage) -> void:
	emit_signal("member_joined", message)


func _on_member_left(message: GodwitMessage) -> void:
	emit_signal("member_left", message)


func _on_group_joined(message: GodwitMessage) -> void:
	emit_signal("group_joined", message)


func _on_group_left(message: GodwitMessage) -> void:
	emit_signal("group_left", message)


func _on_edited(message: GodwitMessage) -> void:
	emit_signal("edited", message)


func _on_deleted(message: GodwitMessage) -> void:
	emit_signal("deleted", message)


func _on_member_typing(message: GodwitMessage) -> void:
	emit_signal("member_typing", message)


func _on_muted(message: GodwitMessage) -> void:
	emit_signal("muted", message)


func _on_slow_mode_set(message: GodwitMessage) -> void:
	emit_signal("slow_mode_set", message)
