extends Reference
class_name GodwitRoomsApi
## The messages of the server's module "rooms".
##
## Generated from the contract; do not edit.

## You are not in the room any more, and did not ask for it. [param message] is a [GodwitRoomLeft].
signal left(message)
## Somebody came. [param message] is a [GodwitRoomMemberJoined].
signal member_joined(message)
## Somebody left, or did not come back in time. [param message] is a [GodwitRoomMemberLeft].
signal member_left(message)
## Somebody's connection is lost; the seat is held for a while. [param message] is a [GodwitRoomMemberAway].
signal member_away(message)
## Somebody whose connection was lost is back. [param message] is a [GodwitRoomMemberBack].
signal member_back(message)
## The room says something else of itself now. [param message] is a [GodwitRoomChanged].
signal changed(message)
## Another member is the host now. [param message] is a [GodwitRoomHostChanged].
signal host_changed(message)
## Who is ready in the room that you came into: it waits until all are. [param message] is a
## [GodwitRoomReadiness].
signal readiness(message)
## A member is ready, or not any more. [param message] is a [GodwitRoomReadyChanged].
signal ready_changed(message)
## The game starts. [param message] is a [GodwitRoomStarted].
signal started(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(GodwitRoomLeft.TYPE, self, "_on_left")
	client.on(GodwitRoomMemberJoined.TYPE, self, "_on_member_joined")
	client.on(GodwitRoomMemberLeft.TYPE, self, "_on_member_left")
	client.on(GodwitRoomMemberAway.TYPE, self, "_on_member_away")
	client.on(GodwitRoomMemberBack.TYPE, self, "_on_member_back")
	client.on(GodwitRoomChanged.TYPE, self, "_on_changed")
	client.on(GodwitRoomHostChanged.TYPE, self, "_on_host_changed")
	client.on(GodwitRoomReadiness.TYPE, self, "_on_readiness")
	client.on(GodwitRoomReadyChanged.TYPE, self, "_on_ready_changed")
	client.on(GodwitRoomStarted.TYPE, self, "_on_started")


## Joins a room by its id or its code.
## Await it: var result = yield(Godwit.rooms.join(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func join():
	return _client.request(GodwitRoomJoin.new())


## Joins a room by its id or its code.
## Await it: var result = yield(Godwit.rooms.join_with(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func join_with(message: GodwitRoomJoin):
	return _client.request(message)


## Leaves the room.
## Await it: var result = yield(Godwit.rooms.leave(...), "completed"), a GodwitResult without a value.
func leave():
	return _client.request(GodwitRoomLeave.new())


## Says whether you are ready for the game to start.
## Await it: var result = yield(Godwit.rooms.set_ready(...), "completed"), a GodwitResult without a value.
func set_ready(is_ready: bool):
	return _client.request(GodwitRoomSetReady.new(is_ready))


## Starts the game, once all others are ready, and locks the room. For the host.
## Await it: var result = yield(Godwit.rooms.start(...), "completed"), a GodwitResult without a value.
func start():
	return _client.request(GodwitRoomStart.new())


func _on_left(message: GodwitMessage) -> void:
	emit_signal("left", message)


func _on_member_joined(message: GodwitMessage) -> void:
	emit_signal("member_joined", message)


func _on_member_left(message: GodwitMessage) -> void:
	emit_signal("member_left", message)


func _on_member_away(message: GodwitMessage) -> void:
	emit_signal("member_away", message)


func _on_member_back(message: GodwitMessage) -> void:
	emit_signal("member_back", message)


func _on_changed(message: GodwitMessage) -> void:
	emit_signal("changed", message)


func _on_host_changed(message: GodwitMessage) -> void:
	emit_signal("host_changed", message)


func _on_readiness(message: GodwitMessage) -> void:
	emit_signal("readiness", message)


func _on_ready_changed(message: GodwitMessage) -> void:
	emit_signal("ready_changed", message)


func _on_started(message: GodwitMessage) -> void:
	emit_signal("started", message)
