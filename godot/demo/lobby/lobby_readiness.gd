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


# By name: a server whose rooms have no ready check has no classes of its messages.
func _init() -> void:
	var api := Godwit.rooms.api
	if not api.has_signal(&"readiness"):
		return
	api.connect(&"readiness", _on_readiness)
	api.connect(&"ready_changed", _on_ready_changed)
	api.connect(&"started", _on_started)


## Starts over in [param room].
func enter(room: GodwitRoom) -> void:
	_room = room
	is_available = false
	_ready_ids.clear()
	changed.emit()


## Sets whether you are ready.
func set_ready(p_is_ready: bool) -> GodwitResult:
	var result: GodwitResult = await Godwit.rooms.api.call(&"set_ready", p_is_ready)
	return result


## Starts the game for everyone; host only.
func start() -> GodwitResult:
	var result: GodwitResult = await Godwit.rooms.api.call(&"start")
	return result


## Whether [param member] is ready.
func is_member_ready(member: GodwitRoomMember) -> bool:
	return _ready_ids.has(member.id)


## Whether every member but the host is ready; the host confirms by starting.
func is_everyone_ready() -> bool:
	return _room != null and _room.members.all(
		func(member: GodwitRoomMember) -> bool: return member == _room.host or is_member_ready(member)
	)


func _on_readiness(message: GodwitMessage) -> void:
	is_available = true
	_ready_ids.clear()
	var ready_ids: Array[String] = message.get(&"ready_ids")
	for member_id in ready_ids:
		_ready_ids[member_id] = true
	changed.emit()


func _on_ready_changed(message: GodwitMessage) -> void:
	var member_id: String = message.get(&"id")
	if message.get(&"is_ready"):
		_ready_ids[member_id] = true
	else:
		_ready_ids.erase(member_id)
	changed.emit()


func _on_started(_message: GodwitMessage) -> void:
	_ready_ids.clear()
	started.emit()
	changed.emit()
