class_name LobbyReadiness
extends RefCounted
## Who in a room is ready, and when the game starts, in rooms whose type has a ready check.

## Emitted when somebody's readiness changed.
signal changed
## Emitted when the host starts the game.
signal started

## Whether this room has a ready check.
var is_available: bool = false
## Whether you are ready.
var is_ready: bool:
	get:
		return _room != null and _ready_ids.has(_room.me.id)

var _room: GodwitRoom
var _ready_ids: Dictionary[String, bool] = {}


func _init() -> void:
	Godwit.rooms.api.readiness.connect(_on_readiness)
	Godwit.rooms.api.ready_changed.connect(_on_ready_changed)
	Godwit.rooms.api.started.connect(_on_started)


## Starts over in [param room].
func enter(room: GodwitRoom) -> void:
	_room = room
	is_available = false
	_ready_ids.clear()
	changed.emit()


## Sets whether you are ready.
func set_ready(p_is_ready: bool) -> GodwitResult:
	return await _room.request(GodwitRoomSetReady.new(p_is_ready))


## Starts the game for everyone; host only.
func start() -> GodwitResult:
	return await _room.request(GodwitRoomStart.new())


## Whether [param member] is ready.
func is_member_ready(member: GodwitRoomMember) -> bool:
	return _ready_ids.has(member.id)


## Whether every member but the host is ready; the host confirms by starting.
func is_everyone_ready() -> bool:
	return _room != null and _room.members.all(
		func(member: GodwitRoomMember) -> bool: return member == _room.host or is_member_ready(member)
	)


func _on_readiness(message: GodwitRoomReadiness) -> void:
	is_available = true
	_ready_ids.clear()
	for member_id in message.ready_ids:
		_ready_ids[member_id] = true
	changed.emit()


func _on_ready_changed(message: GodwitRoomReadyChanged) -> void:
	if message.is_ready:
		_ready_ids[message.id] = true
	else:
		_ready_ids.erase(message.id)
	changed.emit()


func _on_started(_message: GodwitRoomStarted) -> void:
	_ready_ids.clear()
	started.emit()
	changed.emit()
