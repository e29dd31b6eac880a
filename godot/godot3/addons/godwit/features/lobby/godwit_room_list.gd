class_name GodwitRoomList
extends Reference
## The list of rooms, kept up to date by the server: Godwit.lobby.room_list.
##
## It follows the list from follow() to stop(), across lost connections and new sessions.

## Emitted when the list started over, or another part of a long list arrived: redraw all of it.
signal reloaded
## Emitted when a room was added to the list.
signal room_added(room)
## Emitted when something about a room changed; it is the same object as before.
signal room_changed(room)
## Emitted when a room was removed from the list.
signal room_removed(room)

## True once the whole list has arrived.
var is_complete: bool = false
## True from follow() to stop().
var is_followed: bool = false
## The rooms, oldest first.
var rooms: Array setget , get_rooms

var _client: GodwitClient
var _filter := GodwitLobbySubscribe.new()
var _by_id: Dictionary = {} # id -> GodwitLobbyRoom


func _init(client: GodwitClient, api: GodwitLobbyApi) -> void:
	_client = client
	client.connect("connected", self, "_on_connected")
	client.connect("answer_received", self, "_on_answer_received")
	client.on(GodwitLobbySubscribed.TYPE, self, "_on_subscribed")
	api.connect("more_rooms", self, "_on_more_rooms")
	api.connect("changed", self, "_on_changed")


## Follows the rooms matching filter, or all; replaces the previous filter.
func follow(filter: GodwitLobbySubscribe = null):
	_filter = filter if filter != null else GodwitLobbySubscribe.new()
	is_followed = true
	var result: GodwitResult = yield(_client.request(_filter), "completed")
	# If there is no connection yet, the request is repeated in the next session.
	if not result.ok and _client.state == GodwitClient.State.CONNECTED:
		is_followed = false
	return result


## Stops following, and empties the list.
func stop():
	is_followed = false
	_clear()
	emit_signal("reloaded")
	return yield(_client.request(GodwitLobbyUnsubscribe.new()), "completed")


## The room with this id; null if it is not in the list.
func get_room(room_id: String) -> GodwitLobbyRoom:
	return _by_id.get(room_id)


## See rooms.
func get_rooms() -> Array:
	var listed: Array = []
	for room in _by_id.values():
		listed.append(room)
	return listed


func _on_connected(_session_id: String) -> void:
	if not is_followed:
		return
	_clear()
	_client.request(_filter)


func _on_answer_received(_request: GodwitRequest, result: GodwitResult) -> void:
	if result.value is GodwitLobbySubscribed:
		_on_subscribed(result.value)


func _on_subscribed(message: GodwitMessage) -> void:
	if not is_followed:
		return
	_clear()
	var beginning = message as GodwitLobbySubscribed
	_add(beginning.rooms)
	is_complete = beginning.is_complete
	emit_signal("reloaded")


func _on_more_rooms(message: GodwitLobbyMoreRooms) -> void:
	if not is_followed:
		return
	_add(message.rooms)
	is_complete = message.is_complete
	emit_signal("reloaded")


func _on_changed(message: GodwitLobbyChanged) -> void:
	if not is_followed:
		return
	for room_id in message.removed:
		_remove(room_id)
	for change in message.changed:
		_change(change)
	for room in message.added:
		var is_known: bool = _by_id.has(room.id)
		_by_id[room.id] = room
		if is_known:
			emit_signal("room_changed", room)
		else:
			emit_signal("room_added", room)


func _change(change: GodwitLobbyRoomChange) -> void:
	# A room still to come arrives with its state at that time.
	var room: GodwitLobbyRoom = get_room(change.id)
	if room == null:
		return
	if change.has_players:
		room.players = change.players
	if change.has_is_locked:
		room.is_locked = change.is_locked
	if change.has_host_name:
		room.host_name = change.host_name
	if change.has_metadata:
		room.metadata = change.metadata
	emit_signal("room_changed", room)


func _remove(room_id: String) -> void:
	var room: GodwitLobbyRoom = get_room(room_id)
	if room == null:
		return
	_by_id.erase(room_id)
	emit_signal("room_removed", room)


func _add(rooms_to_add: Array) -> void:
	for room in rooms_to_add:
		_by_id[room.id] = room


func _clear() -> void:
	_by_id.clear()
	is_complete = false
