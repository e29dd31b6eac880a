class_name ChatRoom
extends Node
## One chat channel on the server: joins it in every new session, and tracks its members.

## Emitted when the channel was joined, with what was said before.
signal joined(history: Array[ChatRemark])
## Emitted when the server refused to let us in.
signal join_refused(result: GodwitResult)
## Emitted for every new line, including our own.
signal line_received(line: ChatRemark)
## Emitted when someone joined.
signal member_joined(member: ChatPerson)
## Emitted when someone left.
signal member_left(member: ChatPerson)

# Long enough for a line to survive a server restart.
const _SAY_TIMEOUT_MS := 30_000

## The channel's name.
var channel: String = "lobby"
## The name to join with.
var player_name: String = ""
## The members by id, including ourselves.
var members: Dictionary[String, ChatPerson] = {}
## Our id in the channel; empty while we are not in it.
var own_id: String = ""


func _ready() -> void:
	Godwit.connected.connect(_on_connected)
	Godwit.disconnected.connect(_on_disconnected)
	Godwit.chat.received.connect(_on_received)
	Godwit.chat.member_joined.connect(_on_member_joined)
	Godwit.chat.member_left.connect(_on_member_left)


## Says [param text] to everyone in the channel.
func say(text: String) -> GodwitResult:
	return await Godwit.request(GodwitChatSay.new(channel, text), _SAY_TIMEOUT_MS)


func _on_connected(_session_id: String) -> void:
	own_id = ""
	members.clear()
	var result := await Godwit.chat.join(channel, player_name)
	if not result.ok:
		join_refused.emit(result)
		return

	own_id = result.message.member.id
	for member in result.message.members:
		members[member.id] = ChatPerson.of(member)
	var history: Array[ChatRemark] = []
	for line in result.message.history:
		history.append(ChatRemark.remembered(line))
	joined.emit(history)


func _on_disconnected(_code: int, _reason: String) -> void:
	own_id = ""
	members.clear()


func _on_received(message: GodwitChatReceived) -> void:
	if message.channel == channel:
		line_received.emit(ChatRemark.heard(message))


func _on_member_joined(message: GodwitChatMemberJoined) -> void:
	if message.channel != channel:
		return
	var person := ChatPerson.of(message.member)
	members[person.id] = person
	member_joined.emit(person)


func _on_member_left(message: GodwitChatMemberLeft) -> void:
	if message.channel != channel:
		return
	members.erase(message.member.id)
	member_left.emit(ChatPerson.of(message.member))
