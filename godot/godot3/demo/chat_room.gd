class_name ChatRoom
extends Node
## One chat channel on the server: joins it, joins again after every reconnect, and knows who is there.

## Emitted when the channel was joined, with an array of ChatLine: what was said before.
signal joined(history)
## Emitted with a GodwitResult when the server refused to let us in.
signal join_refused(result)
## Emitted with a ChatLine for everything said, our own lines included.
signal line_received(line)
## Emitted with a ChatMember when someone came.
signal member_joined(member)
## Emitted with a ChatMember when someone went.
signal member_left(member)

# Long enough for a line to wait through a restart of the server.
const _SAY_TIMEOUT_MS := 30000

## The channel's name.
var channel: String = "lobby"
## The name to join with.
var player_name: String = ""
## Who is there, by id, ourselves included.
var members: Dictionary = {} # id -> ChatMember
## Our id in the channel; empty while we are not in.
var own_id: String = ""


func _ready() -> void:
	Godwit.connect("connected", self, "_on_connected")
	Godwit.connect("connection_lost", self, "_on_connection_lost")
	Godwit.connect("disconnected", self, "_on_disconnected")
	Godwit.on(ChatType.RECEIVED, self, "_on_received")
	Godwit.on(ChatType.MEMBER_JOINED, self, "_on_member_joined")
	Godwit.on(ChatType.MEMBER_LEFT, self, "_on_member_left")


## Says a text to everyone in the channel: yield(room.say(text), "completed") gives the GodwitResult.
func say(text: String):
	var line: GodwitMessage = GodwitMessage.of(ChatType.SAY, { "channel": channel, "text": text })
	return Godwit.request(line, _SAY_TIMEOUT_MS)


func _on_connected(_session_id: String) -> void:
	var join: GodwitMessage = GodwitMessage.of(ChatType.JOIN, { "channel": channel, "name": player_name })
	var result: GodwitResult = yield(Godwit.request(join), "completed")
	if not result.ok:
		emit_signal("join_refused", result)
		return

	var fields: Dictionary = result.value.fields
	own_id = ChatMember.new(GodwitFields.object_of(fields, "member")).id
	members.clear()
	for entry in GodwitFields.objects_of(fields, "members"):
		var member := ChatMember.new(entry)
		members[member.id] = member
	var history := []
	for entry in GodwitFields.objects_of(fields, "history"):
		history.append(ChatLine.new(entry))
	emit_signal("joined", history)


func _on_connection_lost(_will_retry: bool) -> void:
	own_id = ""
	members.clear()


func _on_disconnected(_code: int, _reason: String) -> void:
	own_id = ""
	members.clear()


func _on_received(message: GodwitMessage) -> void:
	if _is_ours(message):
		emit_signal("line_received", ChatLine.new(message.fields))


func _on_member_joined(message: GodwitMessage) -> void:
	if not _is_ours(message):
		return
	var member := ChatMember.new(GodwitFields.object_of(message.fields, "member"))
	members[member.id] = member
	emit_signal("member_joined", member)


func _on_member_left(message: GodwitMessage) -> void:
	if not _is_ours(message):
		return
	var member := ChatMember.new(GodwitFields.object_of(message.fields, "member"))
	members.erase(member.id)
	emit_signal("member_left", member)


func _is_ours(message: GodwitMessage) -> bool:
	return GodwitFields.text_of(message.fields, "channel") == channel
