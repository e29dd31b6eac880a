class_name ChatRoom
extends Node
## One chat channel on the server: joins it in every new session, and tracks its members.

## Emitted when the channel was joined, with an array of ChatRemark: what was said before.
signal joined(history)
## Emitted with a GodwitResult when the server refused to let us in.
signal join_refused(result)
## Emitted with a ChatRemark for every new line, including our own.
signal line_received(line)
## Emitted with a ChatPerson when someone joined.
signal member_joined(member)
## Emitted with a ChatPerson when someone left.
signal member_left(member)

# Long enough for a line to survive a server restart.
const _SAY_TIMEOUT_MS := 30000

## The channel's name.
var channel: String = "lobby"
## The name to join with.
var player_name: String = ""
## The members by id, including ourselves.
var members: Dictionary = {} # id -> ChatPerson
## Our id in the channel; empty while we are not in it.
var own_id: String = ""


func _ready() -> void:
	Godwit.connect("connected", self, "_on_connected")
	Godwit.connect("disconnected", self, "_on_disconnected")
	Godwit.chat.connect("received", self, "_on_received")
	Godwit.chat.connect("member_joined", self, "_on_member_joined")
	Godwit.chat.connect("member_left", self, "_on_member_left")


## Says a text to everyone in the channel: yield(room.say(text), "completed") gives the GodwitResult.
func say(text: String):
	return Godwit.request(GodwitChatSay.new(channel, text), _SAY_TIMEOUT_MS)


func _on_connected(_session_id: String) -> void:
	own_id = ""
	members.clear()
	var result: GodwitResult = yield(Godwit.chat.join(channel, player_name), "completed")
	if not result.ok:
		emit_signal("join_refused", result)
		return

	own_id = result.value.member.id
	for member in result.value.members:
		members[member.id] = ChatPerson.new(member)
	var history := []
	for line in result.value.history:
		history.append(ChatRemark.new(line))
	emit_signal("joined", history)


func _on_disconnected(_code: int, _reason: String) -> void:
	own_id = ""
	members.clear()


func _on_received(message: GodwitChatReceived) -> void:
	if message.channel == channel:
		emit_signal("line_received", ChatRemark.new(message))


func _on_member_joined(message: GodwitChatMemberJoined) -> void:
	if message.channel != channel:
		return
	var person := ChatPerson.new(message.member)
	members[person.id] = person
	emit_signal("member_joined", person)


func _on_member_left(message: GodwitChatMemberLeft) -> void:
	if message.channel != channel:
		return
	members.erase(message.member.id)
	emit_signal("member_left", ChatPerson.new(message.member))
