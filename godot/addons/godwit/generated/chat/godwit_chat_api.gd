class_name GodwitChatApi
extends RefCounted
## The messages of the server's module "chat".
##
## Generated from the contract; do not edit.

## Somebody in one of your channels, or in a conversation with you, said something.
signal received(message: GodwitChatReceived)
## Somebody entered one of your channels, or came back under a new name.
signal member_joined(message: GodwitChatMemberJoined)
## Somebody left one of your channels, or lost the connection.
signal member_left(message: GodwitChatMemberLeft)
## You are in the channel of your room or your party now.
signal group_joined(message: GodwitChatGroupJoined)
## You have left the room or the party, and its channel with it.
signal group_left(message: GodwitChatGroupLeft)
## A line of one of your channels was changed; this is how it reads now.
signal edited(message: GodwitChatEdited)
## A line of one of your channels was deleted.
signal deleted(message: GodwitChatDeleted)
## Somebody in one of your channels is writing; show it for three seconds.
signal member_typing(message: GodwitChatMemberTyping)
## Somebody in one of your channels was muted, or may speak again.
signal muted(message: GodwitChatMuted)
## How often one may speak in one of your channels has changed.
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


## Enters a named channel, which exists as long as somebody is in it. Entering again changes your name. The
## channels of your room and your party are entered with the room or party itself.
func join(channel: String, name_: String) -> GodwitChatJoined.Result:
	return GodwitChatJoined.Result.new(await _client.request(GodwitChatJoin.new(channel, name_)))


## Leaves a named channel.
func leave(channel: String) -> GodwitResult:
	return await _client.request(GodwitChatLeave.new(channel))


## Says something to everybody in a channel, yourself included.
func say(channel: String, text: String) -> GodwitChatSaid.Result:
	return GodwitChatSaid.Result.new(await _client.request(GodwitChatSay.new(channel, text)))


## Asks for a channel's latest lines, or for older ones.
func history(channel: String) -> GodwitChatHistoryRead.Result:
	return GodwitChatHistoryRead.Result.new(await _client.request(GodwitChatHistory.new(channel)))


## Asks for a channel's latest lines, or for older ones.
func history_with(message: GodwitChatHistory) -> GodwitChatHistoryRead.Result:
	return GodwitChatHistoryRead.Result.new(await _client.request(message))


## Asks who is in a channel.
func members(channel: String) -> GodwitChatMembersListed.Result:
	return GodwitChatMembersListed.Result.new(await _client.request(GodwitChatMembers.new(channel)))


## Asks who is in a channel.
func members_with(message: GodwitChatMembers) -> GodwitChatMembersListed.Result:
	return GodwitChatMembersListed.Result.new(await _client.request(message))


## Says how you want to be called in your room, your party and your conversations.
func rename(name_: String) -> GodwitResult:
	return await _client.request(GodwitChatRename.new(name_))


## Changes a line of your own, for some minutes after it was said. Everybody in the channel is told.
func edit(channel: String, id: int, text: String) -> GodwitResult:
	return await _client.request(GodwitChatEdit.new(channel, id, text))


## Deletes a line of your own, for some minutes after it was said; a moderator deletes any line at any time.
func delete(channel: String, id: int) -> GodwitResult:
	return await _client.request(GodwitChatDelete.new(channel, id))


## You are writing. Send it with every key if you like: the others are told every two seconds at most.
func typing(channel: String) -> GodwitResult:
	return await _client.request(GodwitChatTyping.new(channel))


## Takes somebody's voice in a channel for a time. For its moderators: the room's host, the party's leader.
func mute(channel: String, target: String, seconds: int) -> GodwitResult:
	return await _client.request(GodwitChatMute.new(channel, target, seconds))


## Lets everybody in a channel but its moderators speak only every so often. For its moderators.
func slow_mode(channel: String, seconds: int) -> GodwitResult:
	return await _client.request(GodwitChatSlowMode.new(channel, seconds))


## Brings a line to the attention of those who run the game; it is kept as it reads now, with what was said around
## it.
func report(channel: String, id: int, reason: String) -> GodwitResult:
	return await _client.request(GodwitChatReport.new(channel, id, reason))


## Blocks a player, or ends that: you see nothing of what he says, and he cannot write to you. He is not told.
func block(player_id: String, is_blocked: bool) -> GodwitResult:
	return await _client.request(GodwitChatBlock.new(player_id, is_blocked))


## Asks whom you have blocked.
func list_blocked() -> GodwitChatBlockedListed.Result:
	return GodwitChatBlockedListed.Result.new(await _client.request(GodwitChatListBlocked.new()))


## Asks for your conversations with other players, the latest first: how a player sees who wrote while he was
## away.
func conversations() -> GodwitChatConversationsListed.Result:
	return GodwitChatConversationsListed.Result.new(await _client.request(GodwitChatConversations.new()))


## Asks for your conversations with other players, the latest first: how a player sees who wrote while he was
## away.
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
