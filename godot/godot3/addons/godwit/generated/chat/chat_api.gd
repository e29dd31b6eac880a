extends Reference
class_name ChatApi
## The messages of the server's module "chat".
##
## Generated from the contract; do not edit.

## Somebody in one of your channels said something. [param message] is a [ChatReceived].
signal received(message)
## Somebody entered one of your channels, or came back under a new name. [param message] is a [ChatMemberJoined].
signal member_joined(message)
## Somebody left one of your channels, or lost the connection. [param message] is a [ChatMemberLeft].
signal member_left(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(ChatReceived.TYPE, self, "_on_received")
	client.on(ChatMemberJoined.TYPE, self, "_on_member_joined")
	client.on(ChatMemberLeft.TYPE, self, "_on_member_left")


## Enters a channel, which exists as long as somebody is in it. Entering again changes your name.
## Await it: var result = yield(Godwit.chat.join(...), "completed"), a GodwitResult whose value is a [ChatJoined].
func join(channel: String, name_: String):
	return _client.request(ChatJoin.new(channel, name_))


## Leaves a channel.
## Await it: var result = yield(Godwit.chat.leave(...), "completed"), a GodwitResult without a value.
func leave(channel: String):
	return _client.request(ChatLeave.new(channel))


## Says something to everybody in a channel, yourself included.
## Await it: var result = yield(Godwit.chat.say(...), "completed"), a GodwitResult whose value is a [ChatSaid].
func say(channel: String, text: String):
	return _client.request(ChatSay.new(channel, text))


## Asks for a channel's latest lines.
## Await it: var result = yield(Godwit.chat.history(...), "completed"), a GodwitResult whose value is a
## [ChatHistoryRead].
func history(channel: String):
	return _client.request(ChatHistory.new(channel))


## Asks who is in a channel.
## Await it: var result = yield(Godwit.chat.members(...), "completed"), a GodwitResult whose value is a
## [ChatMembersListed].
func members(channel: String):
	return _client.request(ChatMembers.new(channel))


func _on_received(message: GodwitMessage) -> void:
	emit_signal("received", message)


func _on_member_joined(message: GodwitMessage) -> void:
	emit_signal("member_joined", message)


func _on_member_left(message: GodwitMessage) -> void:
	emit_signal("member_left", message)
