class_name GodwitRooms
extends Reference
## Joins rooms and holds the one you are in: Godwit.rooms. You can be in only one room.
##
##     var result = yield(Godwit.rooms.join_by_code("KX7P2M"), "completed")
##     if result.ok:
##         result.room.connect("member_joined", self, "_on_member_joined")
##     else:
##         show_error(result.text)

## Emitted when you are in a room, whatever brought you there: your own request, the matchmaker, your party's leader, or a
## server that came back with its rooms. Emitted before the request that asked for it ends.
signal joined(room)
## Emitted when you have left room; see GodwitRoom.left.
signal left(room, code, text)

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
	client.connect("connected", self, "_on_connected")
	client.connect("disconnected", self, "_on_disconnected")
	client.connect("answer_received", self, "_on_answer_received")
	client.on(GodwitRoomJoined.TYPE, self, "_on_joined")
	api.connect("left", self, "_on_left")
	api.connect("member_joined", self, "_on_member_joined")
	api.connect("member_left", self, "_on_member_left")
	api.connect("member_away", self, "_on_member_away")
	api.connect("member_back", self, "_on_member_back")
	api.connect("changed", self, "_on_changed")
	api.connect("host_changed", self, "_on_host_changed")


## Joins the room with this id. options is what the room's type needs to know about a player.
func join(room_id: String, password: String = "", options: Dictionary = {}):
	var message := GodwitRoomJoin.new()
	message.room_id = room_id
	return yield(_join(message, password, options), "completed")


## Joins the room with this code; case and surrounding blanks do not matter.
func join_by_code(code: String, password: String = "", options: Dictionary = {}):
	var message := GodwitRoomJoin.new()
	message.code = code.strip_edges()
	return yield(_join(message, password, options), "completed")


## Joins as message specifies, for example on a reserved seat.
func join_with(message: GodwitRoomJoin):
	return GodwitRoom.Result.new(yield(_client.request(message), "completed"), current)


## Leaves the room; if you are in none, the result is "room.not_joined".
func leave():
	if current == null:
		return GodwitScripts.later(GodwitResult.failed("room.not_joined"))
	return yield(current.leave(), "completed")


func _join(message: GodwitRoomJoin, password: String, options: Dictionary):
	if not password.empty():
		message.password = password
	if not options.empty():
		message.options = options
	if not _client.player_name.empty():
		message.name_ = _client.player_name
	return yield(join_with(message), "completed")


# Every way into a room is answered with the room; leaving shows only in the request.
func _on_answer_received(request: GodwitRequest, result: GodwitResult) -> void:
	if result.value is GodwitRoomJoined:
		_on_joined(result.value)
	elif request != null and request.message is GodwitRoomLeave and (result.ok or result.code == "room.not_joined"):
		_end("room.left", GodwitResult.failed("room.left").text)


func _on_joined(message: GodwitMessage) -> void:
	var news = message as GodwitRoomJoined
	if current != null and current.id == news.room_id:
		current.read_again(news)
		return
	_end("room.left", GodwitResult.failed("room.left").text)
	current = GodwitRoom.new(_client, news)
	emit_signal("joined", current)


# A new session: the server has forgotten the old one, which was in the room.
func _on_connected(_session_id: String) -> void:
	_end("session.lost", GodwitResult.failed("session.lost").text)


func _on_disconnected(_code: int, _reason: String) -> void:
	_end("link.closed", GodwitResult.failed("link.closed").text)


func _on_left(message: GodwitRoomLeft) -> void:
	if current != null and current.id == message.room_id:
		_end(String(message.code), message.text)


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


func _end(code: String, text: String) -> void:
	if current == null:
		return
	var room = current
	current = null
	_last = room
	room.end(code, text)
	emit_signal("left", room, code, text)
