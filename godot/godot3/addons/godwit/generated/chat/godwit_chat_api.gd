extends Reference
class_name GodwitChatApi
## The messages of the server's module "chat".
##
## Generated from the contract; do not edit.

## Somebody in one of your channels, or in a conversation with you, said something. [param message] is a
## [GodwitChatReceived].
signal received(message)
## Somebody entered one of your channels, or came back under a new name. [param message] is a
## [GodwitChatMemberJoined].
signal member_joined(message)
## Somebody left one of your channels, or lost the connection. [param message] is a [GodwitChatMemberLeft].
signal member_left(message)
## You are in the channel of your room or your party now. [param message] is a [GodwitChatGroupJoined].
signal group_joined(message)
## You have left the room or the party, and its channel with it. [param message] is a [GodwitChatGroupLeft].
signal group_left(message)
## A line of one of your channels was changed; this is how it reads now. [param message] is a [GodwitChatEdited].
signal edited(message)
## A line of one of your channels was deleted. [param message] is a [GodwitChatDeleted].
signal deleted(message)
## Somebody in one of your channels is writing; show it for three seconds. [param message] is a
## [GodwitChatMemberTyping].
signal member_typing(message)
## Somebody in one of your channels was muted, or may speak again. [param message] is a [GodwitChatMuted].
signal muted(message)
## How often one may speak in one of your channels has changed. [param message] is a [GodwitChatSlowModeSet].
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


## Enters a named channel, which exists as long as somebody is in it. Entering again changes your name. The
## channels of your room and your party are entered with the room or party itself.
## Await it: var result = yield(Godwit.chat.join(...), "completed"), a GodwitResult whose value is a
## [GodwitChatJoined].
func join(channel: String, name_: String):
	return _client.request(GodwitChatJoin.new(channel, name_))


## Leaves a named channel.
## Await it: var result = yield(Godwit.chat.leave(...), "completed"), a GodwitResult without a value.
func leave(channel: String):
	return _client.request(GodwitChatLeave.new(channel))


## Says something to everybody in a channel, yourself included.
## Await it: var result = yield(Godwit.chat.say(...), "completed"), a GodwitResult whose value is a
## [GodwitChatSaid].
func say(channel: String, text: String):
	return _client.request(GodwitChatSay.new(channel, text))


## Asks for a channel's latest lines, or for older ones.
## Await it: var result = yield(Godwit.chat.history(...), "completed"), a GodwitResult whose value is a
## [GodwitChatHistoryRead].
func history(channel: String):
	return _client.request(GodwitChatHistory.new(channel))


## Asks for a channel's latest lines, or for older ones.
## Await it: var result = yield(Godwit.chat.history_with(...), "completed"), a GodwitResult whose value is a
## [GodwitChatHistoryRead].
func history_with(message: GodwitChatHistory):
	return _client.request(message)


## Asks who is in a channel.
## Await it: var result = yield(Godwit.chat.members(...), "completed"), a GodwitResult whose value is a
## [GodwitChatMembersListed].
func members(channel: String):
	return _client.request(GodwitChatMembers.new(channel))


## Asks who is in a channel.
## Await it: var result = yield(Godwit.chat.members_with(...), "completed"), a GodwitResult whose value is a
## [GodwitChatMembersListed].
func members_with(message: GodwitChatMembers):
	return _client.request(message)


## Says how you want to be called in your room, your party and your conversations.
## Await it: var result = yield(Godwit.chat.rename(...), "completed"), a GodwitResult without a value.
func rename(name_: String):
	return _client.request(GodwitChatRename.new(name_))


## Changes a line of your own, for some minutes after it was said. Everybody in the channel is told.
## Await it: var result = yield(Godwit.chat.edit(...), "completed"), a GodwitResult without a value.
func edit(channel: String, id: int, text: String):
	return _client.request(GodwitChatEdit.new(channel, id, text))


## Deletes a line of your own, for some minutes after it was said; a moderator deletes any line at any time.
## Await it: var result = yield(Godwit.chat.delete(...), "completed"), a GodwitResult without a value.
func delete(channel: String, id: int):
	return _client.request(GodwitChatDelete.new(channel, id))


## You are writing. Send it with every key if you like: the others are told every two seconds at most.
## Await it: var result = yield(Godwit.chat.typing(...), "completed"), a GodwitResult without a value.
func typing(channel: String):
	return _client.request(GodwitChatTyping.new(channel))


## Takes somebody's voice in a channel for a time. For its moderators: the room's host, the party's leader.
## Await it: var result = yield(Godwit.chat.mute(...), "completed"), a GodwitResult without a value.
func mute(channel: String, target: String, seconds: int):
	return _client.request(GodwitChatMute.new(channel, target, seconds))


## Lets everybody in a channel but its moderators speak only every so often. For its moderators.
## Await it: var result = yield(Godwit.chat.slow_mode(...), "completed"), a GodwitResult without a value.
func slow_mode(channel: String, seconds: int):
	return _client.request(GodwitChatSlowMode.new(channel, seconds))


## Brings a line to the attention of those who run the game; it is kept as it reads now, with what was said around
## it.
## Await it: var result = yield(Godwit.chat.report(...), "completed"), a GodwitResult without a value.
func report(channel: String, id: int, reason: String):
	return _client.request(GodwitChatReport.new(channel, id, reason))


## Blocks a player, or ends that: you see nothing of what he says, and he cannot write to you. He is not told.
## Await it: var result = yield(Godwit.chat.block(...), "completed"), a GodwitResult without a value.
func block(player_id: String, is_blocked: bool):
	return _client.request(GodwitChatBlock.new(player_id, is_blocked))


## Asks whom you have blocked.
## Await it: var result = yield(Godwit.chat.list_blocked(...), "completed"), a GodwitResult whose value is a
## [GodwitChatBlockedListed].
func list_blocked():
	return _client.request(GodwitChatListBlocked.new())


## Asks for your conversations with other players, the latest first: how a player sees who wrote while he was
## away.
## Await it: var result = yield(Godwit.chat.conversations(...), "completed"), a GodwitResult whose value is a
## [GodwitChatConversationsListed].
func conversations():
	return _client.request(GodwitChatConversations.new())


## Asks for your conversations with other players, the latest first: how a player sees who wrote while he was
## away.
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
