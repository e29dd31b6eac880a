class_name GodwitRoomList
extends RefCounted
## The list of rooms, kept up to date by the server: [code]Godwit.lobby.room_list[/code].
##
## It follows the list from [method follow] to [method stop], across lost connections and new sessions.

## Emitted when the list started over, or another part of a long list arrived: redraw all of it.
signal reloaded
## Emitted when a room was added to the list.
signal room_added(room: GodwitLobbyRoom)
## Emitted when something about a room changed; it is the same object as before.
signal room_changed(room: GodwitLobbyRoom)
## Emitted when a room was removed from the list.
signal room_removed(room: GodwitLobbyRoom)

## True once the whole list has arrived.
var is_complete: bool = false
## True from [method follow] to [method stop].
var is_followed: bool = false
## The rooms, oldest first.
var rooms: Array[GodwitLobbyRoom]:
	get:
		var listed: Array[GodwitLobbyRoom] = []
		for room: GodwitLobbyRoom in _by_id.values():
			listed.append(room)
		return listed

var _client: GodwitClient
var _filter := GodwitLobbySubscribe.new()
var _by_id: Dictionary = {} # id -> GodwitLobbyRoom


func _init(client: GodwitClient, api: GodwitLobbyApi) -> void:
	_client = client
	client.connected.connect(_on_connected)
	client.answer_received.connect(_on_answer_received)
	client.on(GodwitLobbySubscribed.TYPE, _on_subscribed)
	api.more_rooms.connect(_on_more_rooms)
	api.changed.connect(_on_changed)


## Follows the rooms matching [param filter], or all; replaces the previous filter.
func follow(filter: GodwitLobbySubscribe = null) -> GodwitResult:
	_filter = filter if filter != null else GodwitLobbySubscribe.new()
	is_followed = true
	var result := await _client.request(_filter)
	# If there is no connection yet, the request is repeated in the next session.
	if not result.ok and _client.state == GodwitClient.State.CONNECTED:
		is_followed = false
	return result


## Stops following, and empties the list.
func stop() -> GodwitResult:
	is_followed = false
	_clear()
	reloaded.emit()
	return await _client.request(GodwitLobbyUnsubscribe.new())


## The room with this id; null if it is not in the list.
func get_room(room_id: String) -> GodwitLobbyRoom:
	return _by_id.get(room_id)


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
	var beginning := message as GodwitLobbySubscribed
	_add(beginning.rooms)
	is_complete = beginning.is_complete
	reloaded.emit()


func _on_more_rooms(message: GodwitLobbyMoreRooms) -> void:
	if not is_followed:
		return
	_add(message.rooms)
	is_complete = message.is_complete
	reloaded.emit()


func _on_changed(message: GodwitLobbyChanged) -> void:
	if not is_followed:
		return
	for room_id in message.removed:
		_remove(room_id)
	for change in message.changed:
		_change(change)
	for room in message.added:
		var is_known := _by_id.has(room.id)
		_by_id[room.id] = room
		if is_known:
			room_changed.emit(room)
		else:
			room_added.emit(room)


func _change(change: GodwitLobbyRoomChange) -> void:
	# A room still to come arrives with its state at that time.
	var room := get_room(change.id)
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
	room_changed.emit(room)


func _remove(room_id: String) -> void:
	var room := get_room(room_id)
	if room == null:
		return
	_by_id.erase(room_id)
	room_removed.emit(room)


func _add(rooms_to_add: Array[GodwitLobbyRoom]) -> void:
	for room in rooms_to_add:
		_by_id[room.id] = room


func _clear() -> void:
	_by_id.clear()
	is_complete = false
