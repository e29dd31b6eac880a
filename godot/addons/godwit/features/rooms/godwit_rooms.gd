class_name GodwitRooms
extends RefCounted
## Joins rooms and holds the one you are in: [code]Godwit.rooms[/code]. You can be in only one room.
## [codeblock]
## var result := await Godwit.rooms.join_by_code("KX7P2M")
## if result.ok:
##     result.room.member_joined.connect(_on_member_joined)
## else:
##     show_error(result.text)
## [/codeblock]

## Emitted when you are in a room, whatever brought you there: your own request, the matchmaker, your party's leader, or a
## server that came back with its rooms. Emitted before the request that asked for it ends.
signal joined(room: GodwitRoom)
## Emitted when you have left [param room]; see [signal GodwitRoom.left].
signal left(room: GodwitRoom, code: StringName, text: String)

## The underlying messages.
var api: GodwitRoomsApi
## The room you are in; null if none.
var current: GodwitRoom

var _client: GodwitClient
# Kept, so that its functions that wait for an answer, as leave() does, come to their end.
var _last: GodwitRoom


func _init(client: GodwitClient) -> void:
	_client = client
	api = GodwitRoomsApi.new(client)
	client.connected.connect(_on_connected)
	client.disconnected.connect(_on_disconnected)
	client.answer_received.connect(_on_answer_received)
	client.on(GodwitRoomJoined.TYPE, _on_joined)
	api.left.connect(_on_left)
	api.member_joined.connect(_on_member_joined)
	api.member_left.connect(_on_member_left)
	api.member_away.connect(_on_member_away)
	api.member_back.connect(_on_member_back)
	api.changed.connect(_on_changed)
	api.host_changed.connect(_on_host_changed)


## Joins the room with this id. [param options] is what the room's type needs to know about a player.
func join(room_id: String, password: String = "", options: Dictionary = {}) -> GodwitRoom.Result:
	var message := GodwitRoomJoin.new()
	message.room_id = room_id
	return await _join(message, password, options)


## Joins the room with this code; case and surrounding blanks do not matter.
func join_by_code(code: String, password: String = "", options: Dictionary = {}) -> GodwitRoom.Result:
	var message := GodwitRoomJoin.new()
	message.code = code.strip_edges()
	return await _join(message, password, options)


## Joins as [param message] specifies, for example on a reserved seat.
func join_with(message: GodwitRoomJoin) -> GodwitRoom.Result:
	return GodwitRoom.Result.new(await _client.request(message), current)


## Leaves the room; if you are in none, the result is [code]&"room.not_joined"[/code].
func leave() -> GodwitResult:
	if current == null:
		return GodwitResult.failed(&"room.not_joined")
	return await current.leave()


func _join(message: GodwitRoomJoin, password: String, options: Dictionary) -> GodwitRoom.Result:
	if not password.is_empty():
		message.password = password
	if not options.is_empty():
		message.options = options
	if not _client.player_name.is_empty():
		message.name_ = _client.player_name
	return await join_with(message)


# Every way into a room is answered with the room; leaving shows only in the request.
func _on_answer_received(request: GodwitRequest, result: GodwitResult) -> void:
	if result.value is GodwitRoomJoined:
		_on_joined(result.value)
	elif request != null and request.message is GodwitRoomLeave and (result.ok or result.code == &"room.not_joined"):
		_end(&"room.left", GodwitResult.failed(&"room.left").text)


func _on_joined(message: GodwitMessage) -> void:
	var news := message as GodwitRoomJoined
	if current != null and current.id == news.room_id:
		current.read_again(news)
		return
	_end(&"room.left", GodwitResult.failed(&"room.left").text)
	current = GodwitRoom.new(_client, news)
	joined.emit(current)


# A new session: the server has forgotten the old one, which was in the room.
func _on_connected(_session_id: String) -> void:
	_end(&"session.lost", GodwitResult.failed(&"session.lost").text)


func _on_disconnected(_code: int, _reason: String) -> void:
	_end(&"link.closed", GodwitResult.failed(&"link.closed").text)


func _on_left(message: GodwitRoomLeft) -> void:
	if current != null and current.id == message.room_id:
		_end(StringName(message.code), message.text)


func _on_member_joined(message: GodwitRoomMemberJoined) -> void:
	if current != null:
		current.add_member(message.member)


func _on_member_left(message: GodwitRoomMemberLeft) -> void:
	if current != null:
		current.remove_member(message.id)


func _on_member_away(message: GodwitRoomMemberAway) -> void:
	if current != null:
		current.set_away(message.id, true)


func _on_member_back(message: GodwitRoomMemberBack) -> void:
	if current != null:
		current.set_away(message.id, false)


func _on_changed(message: GodwitRoomChanged) -> void:
	if current != null:
		current.set_facts(message)


func _on_host_changed(message: GodwitRoomHostChanged) -> void:
	if current != null:
		current.set_host(message.host_id)


func _end(code: StringName, text: String) -> void:
	if current == null:
		return
	var room := current
	current = null
	_last = room
	room.end(code, text)
	left.emit(room, code, text)
