class_name ChatRoom
extends Node
## One chat channel on the server: joins it, joins again after every reconnect, and knows who is there.

## Emitted when the channel was joined, with what was said before.
signal joined(history: Array[ChatLine])
## Emitted when the server refused to let us in.
signal join_refused(result: GodwitResult)
## Emitted for everything said, our own lines included.
signal line_received(line: ChatLine)
## Emitted when someone came.
signal member_joined(member: ChatMember)
## Emitted when someone went.
signal member_left(member: ChatMember)

# Long enough for a line to wait through a restart of the server.
const _SAY_TIMEOUT_MS := 30_000

## The channel's name.
var channel: String = "lobby"
## The name to join with.
var player_name: String = ""
## Who is there, by id, ourselves included.
var members: Dictionary[String, ChatMember] = {}
## Our id in the channel; empty while we are not in.
var own_id: String = ""


func _ready() -> void:
	Godwit.connected.connect(_on_connected)
	Godwit.connection_lost.connect(_on_connection_lost)
	Godwit.disconnected.connect(_on_disconnected)
	Godwit.on(ChatType.RECEIVED, _on_received)
	Godwit.on(ChatType.MEMBER_JOINED, _on_member_joined)
	Godwit.on(ChatType.MEMBER_LEFT, _on_member_left)


## Says [param text] to everyone in the channel.
func say(text: String) -> GodwitResult:
	var line := GodwitMessage.of(ChatType.SAY, { "channel": channel, "text": text })
	return await Godwit.request(line, _SAY_TIMEOUT_MS)


func _on_connected(_session_id: String) -> void:
	var join := GodwitMessage.of(ChatType.JOIN, { "channel": channel, "name": player_name })
	var result := await Godwit.request(join)
	if not result.ok:
		join_refused.emit(result)
		return

	var fields := result.value.fields
	own_id = ChatMember.from_fields(GodwitFields.object_of(fields, "member")).id
	members.clear()
	for entry in GodwitFields.objects_of(fields, "members"):
		var member := ChatMember.from_fields(entry)
		members[member.id] = member
	var history: Array[ChatLine] = []
	for entry in GodwitFields.objects_of(fields, "history"):
		history.append(ChatLine.from_fields(entry))
	joined.emit(history)


func _on_connection_lost(_will_retry: bool) -> void:
	own_id = ""
	members.clear()


func _on_disconnected(_code: int, _reason: String) -> void:
	own_id = ""
	members.clear()


func _on_received(message: GodwitMessage) -> void:
	if _is_ours(message):
		line_received.emit(ChatLine.from_fields(message.fields))


func _on_member_joined(message: GodwitMessage) -> void:
	if not _is_ours(message):
		return
	var member := ChatMember.from_fields(GodwitFields.object_of(message.fields, "member"))
	members[member.id] = member
	member_joined.emit(member)


func _on_member_left(message: GodwitMessage) -> void:
	if not _is_ours(message):
		return
	var member := ChatMember.from_fields(GodwitFields.object_of(message.fields, "member"))
	members.erase(member.id)
	member_left.emit(member)


func _is_ours(message: GodwitMessage) -> bool:
	return GodwitFields.text_of(message.fields, "channel") == channel
