class_name GodwitChatChannel
extends Reference
## One conversation: its members, and what was said. Keep a reference as long as you show it.
##
##     var lobby =named(Godwit, "lobby")
##     lobby.connect("line_added", self, "_on_line_added")
##     yield(lobby.open(), "completed")
##     lobby.say("hello")
## The channels of your room and your party come and go with them; you can open them at any time.

## Emitted when you have joined: members and lines are as of that moment.
signal joined
## Emitted when you have left.
signal left
## Emitted for every new line, including your own.
signal line_added(line)
## Emitted when a line was edited or deleted; it is the same object as before.
signal line_changed(line)
## Emitted when a member joined, or came back under another name.
signal member_joined(member)
## Emitted when a member left.
signal member_left(member)
## Emitted while somebody is typing; show it for three seconds.
signal member_typing(member)

## How many lines are kept; the oldest are dropped.
const MAX_LINES := 200

const _ROOM := "room:"
const _PARTY := "party:"
const _DIRECT := "direct:"

## The channel's name on the server; for a room or party channel, empty while you are in none.
var address: String = ""
## Whether you are in it.
var is_joined: bool = false
## The members, in the order they joined; empty in a conversation of two. In a channel with more than 100 members, the first
## ones and those who joined since: Godwit.chat.members(address, after) lists the others. Do not modify it.
var members: Array = []
## The number of members, including you.
var member_count: int = 0
## The latest lines, oldest first. Do not modify it.
var lines: Array = []
## Your session id in the channel; empty while you are not in it.
var own_id: String = ""

var _client
var _prefix: String = "" # of channels that the server puts us into automatically
var _is_open: bool = false


## The channel with this name: 1 to 32 lower-case letters, digits, "-" and "_".
static func named(client, name: String):
	return GodwitScripts.named("GodwitChatChannel").new(client, name, "")


## The channel of the room you are in.
static func of_room(client):
	return GodwitScripts.named("GodwitChatChannel").new(client, "", _ROOM)


## The channel of the party you are in.
static func of_party(client):
	return GodwitScripts.named("GodwitChatChannel").new(client, "", _PARTY)


## The conversation with one player.
static func direct(client, player_id: String):
	return GodwitScripts.named("GodwitChatChannel").new(client, _DIRECT + player_id, "")


func _init(client, p_address: String, prefix: String) -> void:
	_client = client
	address = p_address
	_prefix = prefix
	client.connect("connected", self, "_on_connected")
	client.connect("disconnected", self, "_on_disconnected")
	client.chat.connect("received", self, "_on_received")
	client.chat.connect("edited", self, "_on_edited")
	client.chat.connect("deleted", self, "_on_deleted")
	client.chat.connect("member_joined", self, "_on_member_joined")
	client.chat.connect("member_left", self, "_on_member_left")
	client.chat.connect("member_typing", self, "_on_member_typing")
	client.chat.connect("group_joined", self, "_on_group_joined")
	client.chat.connect("group_left", self, "_on_group_left")


## Joins the channel, and rejoins in every new session until close(). Does nothing for a room or party channel.
func open():
	_is_open = true
	if not _prefix.empty():
		return GodwitScripts.later(GodwitResult.succeeded())
	if _client.state != GodwitClient.State.CONNECTED:
		return GodwitScripts.later(GodwitResult.failed("link.closed"))
	if address.begins_with(_DIRECT):
		var read = yield(_client.chat.history(address), "completed")
		if read.ok:
			var past: GodwitChatHistoryRead = read.value
			_enter([], 2, past.lines, _client.session_id)
		return read
	var name: String = _client.player_name if not _client.player_name.empty() else "Player"
	var result = yield(_client.chat.join(address, name), "completed")
	if result.ok:
		var channel: GodwitChatJoined = result.value
		_enter(channel.members, channel.member_count, channel.history, channel.member.id)
	return result


## Leaves the channel. Room and party channels are left together with the room or party.
func close():
	_is_open = false
	var is_named: bool = _prefix.empty() and not address.begins_with(_DIRECT)
	if not is_joined or not is_named:
		return GodwitScripts.later(GodwitResult.succeeded())
	_leave()
	return yield(_client.chat.leave(address), "completed")


## Says text to everyone in the channel.
func say(text: String):
	if address.empty():
		return GodwitScripts.later(GodwitResult.failed("chat.not_member"))
	return yield(_client.chat.say(address, text), "completed")


## Edits a line of your own.
func edit(line: GodwitChatLine, text: String):
	return yield(_client.chat.edit(address, line.id, text), "completed")


## Deletes a line of your own; moderators can delete any.
func delete(line: GodwitChatLine):
	return yield(_client.chat.delete(address, line.id), "completed")


## Tells the others that you are typing; call it on every key press.
func tell_typing() -> void:
	if is_joined:
		_client.send(GodwitChatTyping.new(address))


func _enter(p_members: Array, count: int, history: Array, p_own_id: String) -> void:
	members = p_members
	member_count = count
	lines = history
	own_id = p_own_id
	is_joined = true
	emit_signal("joined")


func _leave() -> void:
	if not is_joined:
		return
	is_joined = false
	own_id = ""
	members = []
	member_count = 0
	lines = []
	if not _prefix.empty():
		address = ""
	emit_signal("left")


func _on_connected(_session_id: String) -> void:
	_leave()
	if _is_open:
		open()


func _on_disconnected(_code: int, _reason: String) -> void:
	_leave()


func _on_group_joined(message: GodwitChatGroupJoined) -> void:
	if _prefix.empty() or not message.channel.begins_with(_prefix):
		return
	address = message.channel
	_enter(message.members, message.member_count, message.history, message.member.id)


func _on_group_left(message: GodwitChatGroupLeft) -> void:
	if not _prefix.empty() and message.channel == address:
		_leave()


func _on_received(message: GodwitChatReceived) -> void:
	if message.channel != address:
		return
	var line := GodwitChatLine.new()
	line.read_fields(message.to_fields())
	lines.append(line)
	if lines.size() > MAX_LINES:
		lines.pop_front()
	emit_signal("line_added", line)


func _on_edited(message: GodwitChatEdited) -> void:
	var line: GodwitChatLine = _line_with(message.channel, message.id)
	if line == null:
		return
	line.read_fields(message.to_fields())
	emit_signal("line_changed", line)


func _on_deleted(message: GodwitChatDeleted) -> void:
	var line: GodwitChatLine = _line_with(message.channel, message.id)
	if line == null:
		return
	line.text = ""
	line.is_deleted = true
	emit_signal("line_changed", line)


func _line_with(channel: String, line_id: int) -> GodwitChatLine:
	if channel != address:
		return null
	for line in lines:
		if line.id == line_id:
			return line
	return null


func _on_member_joined(message: GodwitChatMemberJoined) -> void:
	if message.channel != address:
		return
	var index: int = _index_of(message.member.id)
	if index < 0:
		members.append(message.member)
	else:
		members[index] = message.member
	member_count = message.member_count
	emit_signal("member_joined", message.member)


func _on_member_left(message: GodwitChatMemberLeft) -> void:
	if message.channel != address:
		return
	var index: int = _index_of(message.member.id)
	if index >= 0:
		members.remove(index)
	member_count = message.member_count
	emit_signal("member_left", message.member)


func _on_member_typing(message: GodwitChatMemberTyping) -> void:
	if message.channel == address:
		emit_signal("member_typing", message.member)


func _index_of(member_id: String) -> int:
	for index in members.size():
		if members[index].id == member_id:
			return index
	return -1
