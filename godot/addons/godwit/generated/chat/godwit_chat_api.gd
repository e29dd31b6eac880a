class_name GodwitChatApi
extends RefCounted
## The messages of the server's module "chat".
##
## Generated from the contract; do not edit.

## Somebody said something in one of your channels, or in a conversation with you.
signal received(message: GodwitChatReceived)
## Somebody joined one of your channels, or joined again under a new name.
signal member_joined(message: GodwitChatMemberJoined)
## Somebody left one of your channels or disconnected.
signal member_left(message: GodwitChatMemberLeft)
## You have joined the channel of your room or your party.
signal group_joined(message: GodwitChatGroupJoined)
## You have left the room or the party, and with it its channel.
signal group_left(message: GodwitChatGroupLeft)
## A line in one of your channels was edited; these are its current contents.
signal edited(message: GodwitChatEdited)
## A line in one of your channels was deleted.
signal deleted(message: GodwitChatDeleted)
## Somebody in one of your channels is typing; show it for three seconds.
signal member_typing(message: GodwitChatMemberTyping)
## Somebody in one of your channels was muted or unmuted.
signal muted(message: GodwitChatMuted)
## Slow mode in one of your channels has changed.
signal slow_mode_set(message: GodwitChatSlowModeSet)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitChatReceived.TYPE, _on_received)
	client.on(GodwitChatMemberJoined.TYPE, _on_member_joined)
	client.on(GodwitChatMemberLeft.TYPE, _on_member_left)
	client.on(GodwitChatGroupJoined.TYPE, _on_group_joined)
	client.on(GodwitChatGroupLeft.TYPE, _on_group_left)
	client.on(GodwitChatEdited.TYPE, _on_edited)
	client.on(GodwitChatDeleted.TYPE, _on_deleted)
	client.on(GodwitChatMemberTyping.TYPE, _on_member_typing)
	client.on(GodwitChatMuted.TYPE, _on_muted)
	client.on(GodwitChatSlowModeSet.TYPE, _on_slow_mode_set)


## Joins a named channel, which exists as long as it has members. Joining again changes your name. The channels of
## your room and your party are joined automatically.
func join(channel: String, name_: String) -> GodwitChatJoined.Result:
	return GodwitChatJoined.Result.new(await _client.request(GodwitChatJoin.new(channel, name_)))


## Leaves a named channel.
func leave(channel: String) -> GodwitResult:
	return await _client.request(GodwitChatLeave.new(channel))


## Sends a line to everybody in a channel, including yourself.
func say(channel: String, text: String) -> GodwitChatSaid.Result:
	return GodwitChatSaid.Result.new(await _client.request(GodwitChatSay.new(channel, text)))


## Requests a channel's latest lines, or older ones.
func history(channel: String) -> GodwitChatHistoryRead.Result:
	return GodwitChatHistoryRead.Result.new(await _client.request(GodwitChatHistory.new(channel)))


## Requests a channel's latest lines, or older ones.
func history_with(message: GodwitChatHistory) -> GodwitChatHistoryRead.Result:
	return GodwitChatHistoryRead.Result.new(await _client.request(message))


## Requests a channel's members.
func members(channel: String) -> GodwitChatMembersListed.Result:
	return GodwitChatMembersListed.Result.new(await _client.request(GodwitChatMembers.new(channel)))


## Requests a channel's members.
func members_with(message: GodwitChatMembers) -> GodwitChatMembersListed.Result:
	return GodwitChatMembersListed.Result.new(await _client.request(message))


## Sets your name in your room, your party and your conversations.
func rename(name_: String) -> GodwitResult:
	return await _client.request(GodwitChatRename.new(name_))


## Edits one of your own lines, within some minutes of sending it. Everybody in the channel is told.
func edit(channel: String, id: int, text: String) -> GodwitResult:
	return await _client.request(GodwitChatEdit.new(channel, id, text))


## Deletes one of your own lines, within some minutes of sending it; a moderator can delete any line at any time.
func delete(channel: String, id: int) -> GodwitResult:
	return await _client.request(GodwitChatDelete.new(channel, id))


## You are typing. Send it on every keystroke if you like: the others are told at most every two seconds.
func typing(channel: String) -> GodwitResult:
	return await _client.request(GodwitChatTyping.new(channel))


## Mutes somebody in a channel for a time. For its moderators: the room's host, the party's leader.
func mute(channel: String, target: String, seconds: int) -> GodwitResult:
	return await _client.request(GodwitChatMute.new(channel, target, seconds))


## Sets slow mode: everybody in a channel except its moderators may only speak every so often. For its moderators.
func slow_mode(channel: String, seconds: int) -> GodwitResult:
	return await _client.request(GodwitChatSlowMode.new(channel, seconds))


## Reports a line to the people who run the game; it is stored as it reads now, with the lines around it.
func report(channel: String, id: int, reason: String) -> GodwitResult:
	return await _client.request(GodwitChatReport.new(channel, id, reason))


## Blocks or unblocks a player: you see nothing they say, and they cannot write to you. They are not told.
func block(player_id: String, is_blocked: bool) -> GodwitResult:
	return await _client.request(GodwitChatBlock.new(player_id, is_blocked))


## Requests the players you have blocked.
func list_blocked() -> GodwitChatBlockedListed.Result:
	return GodwitChatBlockedListed.Result.new(await _client.request(GodwitChatListBlocked.new()))


## Requests your conversations with other players, latest first: shows who wrote while you were away.
func conversations() -> GodwitChatConversationsListed.Result:
	return GodwitChatConversationsListed.Result.new(await _client.request(GodwitChatConversations.new()))


## Requests your conversations with other players, latest first: shows who wrote while you were away.
func conversations_with(message: GodwitChatConversations) -> GodwitChatConversationsListed.Result:
	return GodwitChatConversationsListed.Result.new(await _client.request(message))


func _on_received(message: GodwitMessage) -> void:
	received.emit(message as GodwitChatReceived)


func _on_member_joined(message: GodwitMessage) -> void:
	member_joined.emit(message as GodwitChatMemberJoined)


func _on_member_left(message: GodwitMessage) -> void:
	member_left.emit(message as GodwitChatMemberLeft)


func _on_group_joined(message: GodwitMessage) -> void:
	group_joined.emit(message as GodwitChatGroupJoined)


func _on_group_left(message: GodwitMessage) -> void:
	group_left.emit(message as GodwitChatGroupLeft)


func _on_edited(message: GodwitMessage) -> void:
	edited.emit(message as GodwitChatEdited)


func _on_deleted(message: GodwitMessage) -> void:
	deleted.emit(message as GodwitChatDeleted)


func _on_member_typing(message: GodwitMessage) -> void:
	member_typing.emit(message as GodwitChatMemberTyping)


func _on_muted(message: GodwitMessage) -> void:
	muted.emit(message as GodwitChatMuted)


func _on_slow_mode_set(message: GodwitMessage) -> void:
	slow_mode_set.emit(message as GodwitChatSlowModeSet)
