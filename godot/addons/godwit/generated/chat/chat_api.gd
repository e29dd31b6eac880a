class_name ChatApi
extends RefCounted
## The messages of the server's module "chat".
##
## Generated from the contract; do not edit.

## Somebody in one of your channels said something.
signal received(message: ChatReceived)
## Somebody entered one of your channels, or came back under a new name.
signal member_joined(message: ChatMemberJoined)
## Somebody left one of your channels, or lost the connection.
signal member_left(message: ChatMemberLeft)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(ChatReceived.TYPE, _on_received)
	client.on(ChatMemberJoined.TYPE, _on_member_joined)
	client.on(ChatMemberLeft.TYPE, _on_member_left)


## Enters a channel, which exists as long as somebody is in it. Entering again changes your name.
func join(channel: String, name_: String) -> ChatJoined.Result:
	return ChatJoined.Result.new(await _client.request(ChatJoin.new(channel, name_)))


## Leaves a channel.
func leave(channel: String) -> GodwitResult:
	return await _client.request(ChatLeave.new(channel))


## Says something to everybody in a channel, yourself included.
func say(channel: String, text: String) -> ChatSaid.Result:
	return ChatSaid.Result.new(await _client.request(ChatSay.new(channel, text)))


## Asks for a channel's latest lines.
func history(channel: String) -> ChatHistoryRead.Result:
	return ChatHistoryRead.Result.new(await _client.request(ChatHistory.new(channel)))


## Asks who is in a channel.
func members(channel: String) -> ChatMembersListed.Result:
	return ChatMembersListed.Result.new(await _client.request(ChatMembers.new(channel)))


func _on_received(message: GodwitMessage) -> void:
	received.emit(message as ChatReceived)


func _on_member_joined(message: GodwitMessage) -> void:
	member_joined.emit(message as ChatMemberJoined)


func _on_member_left(message: GodwitMessage) -> void:
	member_left.emit(message as ChatMemberLeft)
