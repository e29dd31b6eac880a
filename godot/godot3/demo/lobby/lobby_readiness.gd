class_name LobbyReadiness
extends Reference
## Who in a room is ready, and when the game starts, in rooms whose type has a ready check.

## Emitted when somebody's readiness changed.
signal changed()
## Emitted when the host starts the game.
signal started()

## Whether this room has a ready check.
var is_available: bool = false

var _room: GodwitRoom
var _ready_ids: Dictionary = {}


func _init() -> void:
	Godwit.rooms.api.connect("readiness", self, "_on_readiness")
	Godwit.rooms.api.connect("ready_changed", self, "_on_ready_changed")
	Godwit.rooms.api.connect("started", self, "_on_started")


## Starts over in a room.
func enter(room: GodwitRoom) -> void:
	_room = room
	is_available = false
	_ready_ids.clear()
	emit_signal("changed")


## Sets whether you are ready: yield(..., "completed") gives the GodwitResult.
func set_ready(is_ready: bool):
	return _room.request(GodwitRoomSetReady.new(is_ready))


## Starts the game for everyone; host only.
func start():
	return _room.request(GodwitRoomStart.new())


## Whether a member is ready.
func is_member_ready(member: GodwitRoomMember) -> bool:
	return _ready_ids.has(member.id)


## Whether every member but the host is ready; the host confirms by starting.
func is_everyone_ready() -> bool:
	for member in _room.members:
		if member != _room.host and not is_member_ready(member):
			return false
	return true


func _on_readiness(message: GodwitRoomReadiness) -> void:
	is_available = true
	_ready_ids.clear()
	for member_id in message.ready_ids:
		_ready_ids[member_id] = true
	emit_signal("changed")


func _on_ready_changed(message: GodwitRoomReadyChanged) -> void:
	if message.is_ready:
		_ready_ids[message.id] = true
	else:
		_ready_ids.erase(message.id)
	emit_signal("changed")


func _on_started(_message: GodwitRoomStarted) -> void:
	_ready_ids.clear()
	emit_signal("started")
	emit_signal("changed")
