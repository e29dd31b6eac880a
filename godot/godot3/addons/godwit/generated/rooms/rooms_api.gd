extends Reference
class_name RoomsApi
## The messages of the server's module "rooms".
##
## Generated from the contract; do not edit.

## You are not in the room any more, and did not ask for it. [param message] is a [RoomLeft].
signal left(message)
## Somebody came. [param message] is a [RoomMemberJoined].
signal member_joined(message)
## Somebody left, or did not come back in time. [param message] is a [RoomMemberLeft].
signal member_left(message)
## Somebody's connection is lost; the seat is held for a while. [param message] is a [RoomMemberAway].
signal member_away(message)
## Somebody whose connection was lost is back. [param message] is a [RoomMemberBack].
signal member_back(message)
## The room says something else of itself now. [param message] is a [RoomChanged].
signal changed(message)
## Another member is the host now. [param message] is a [RoomHostChanged].
signal host_changed(message)
## Who is ready in the room that you came into: it waits until all are. [param message] is a [RoomReadiness].
signal readiness(message)
## A member is ready, or not any more. [param message] is a [RoomReadyChanged].
signal ready_changed(message)
## The game starts. [param message] is a [RoomStarted].
signal started(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(RoomLeft.TYPE, self, "_on_left")
	client.on(RoomMemberJoined.TYPE, self, "_on_member_joined")
	client.on(RoomMemberLeft.TYPE, self, "_on_member_left")
	client.on(RoomMemberAway.TYPE, self, "_on_member_away")
	client.on(RoomMemberBack.TYPE, self, "_on_member_back")
	client.on(RoomChanged.TYPE, self, "_on_changed")
	client.on(RoomHostChanged.TYPE, self, "_on_host_changed")
	client.on(RoomReadiness.TYPE, self, "_on_readiness")
	client.on(RoomReadyChanged.TYPE, self, "_on_ready_changed")
	client.on(RoomStarted.TYPE, self, "_on_started")


## Joins a room by its id or its code.
## Await it: var result = yield(Godwit.rooms.join(...), "completed"), a GodwitResult whose value is a
## [RoomJoined].
func join():
	return _client.request(RoomJoin.new())


## Joins a room by its id or its code.
## Await it: var result = yield(Godwit.rooms.join_with(...), "completed"), a GodwitResult whose value is a
## [RoomJoined].
func join_with(message: RoomJoin):
	return _client.request(message)


## Leaves the room.
## Await it: var result = yield(Godwit.rooms.leave(...), "completed"), a GodwitResult without a value.
func leave():
	return _client.request(RoomLeave.new())


## Says whether you are ready for the game to start.
## Await it: var result = yield(Godwit.rooms.set_ready(...), "completed"), a GodwitResult without a value.
func set_ready(is_ready: bool):
	return _client.request(RoomSetReady.new(is_ready))


## Starts the game, once all others are ready, and locks the room. For the host.
## Await it: var result = yield(Godwit.rooms.start(...), "completed"), a GodwitResult without a value.
func start():
	return _client.request(RoomStart.new())


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
