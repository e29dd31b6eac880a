class_name GodwitRoomsApi
extends RefCounted
## The messages of the server's module "rooms".
##
## Generated from the contract; do not edit.

## You are not in the room any more, and did not ask for it.
signal left(message: GodwitRoomLeft)
## Somebody came.
signal member_joined(message: GodwitRoomMemberJoined)
## Somebody left, or did not come back in time.
signal member_left(message: GodwitRoomMemberLeft)
## Somebody's connection is lost; the seat is held for a while.
signal member_away(message: GodwitRoomMemberAway)
## Somebody whose connection was lost is back.
signal member_back(message: GodwitRoomMemberBack)
## The room says something else of itself now.
signal changed(message: GodwitRoomChanged)
## Another member is the host now.
signal host_changed(message: GodwitRoomHostChanged)
## Who is ready in the room that you came into: it waits until all are.
signal readiness(message: GodwitRoomReadiness)
## A member is ready, or not any more.
signal ready_changed(message: GodwitRoomReadyChanged)
## The game starts.
signal started(message: GodwitRoomStarted)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitRoomLeft.TYPE, _on_left)
	client.on(GodwitRoomMemberJoined.TYPE, _on_member_joined)
	client.on(GodwitRoomMemberLeft.TYPE, _on_member_left)
	client.on(GodwitRoomMemberAway.TYPE, _on_member_away)
	client.on(GodwitRoomMemberBack.TYPE, _on_member_back)
	client.on(GodwitRoomChanged.TYPE, _on_changed)
	client.on(GodwitRoomHostChanged.TYPE, _on_host_changed)
	client.on(GodwitRoomReadiness.TYPE, _on_readiness)
	client.on(GodwitRoomReadyChanged.TYPE, _on_ready_changed)
	client.on(GodwitRoomStarted.TYPE, _on_started)


## Joins a room by its id or its code.
func join() -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(GodwitRoomJoin.new()))


## Joins a room by its id or its code.
func join_with(message: GodwitRoomJoin) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(message))


## Leaves the room.
func leave() -> GodwitResult:
	return await _client.request(GodwitRoomLeave.new())


## Says whether you are ready for the game to start.
func set_ready(is_ready: bool) -> GodwitResult:
	return await _client.request(GodwitRoomSetReady.new(is_ready))


## Starts the game, once all others are ready, and locks the room. For the host.
func start() -> GodwitResult:
	return await _client.request(GodwitRoomStart.new())


func _on_left(message: GodwitMessage) -> void:
	left.emit(message as GodwitRoomLeft)


func _on_member_joined(message: GodwitMessage) -> void:
	member_joined.emit(message as GodwitRoomMemberJoined)


func _on_member_left(message: GodwitMessage) -> void:
	member_left.emit(message as GodwitRoomMemberLeft)


func _on_member_away(message: GodwitMessage) -> void:
	member_away.emit(message as GodwitRoomMemberAway)


func _on_member_back(message: GodwitMessage) -> void:
	member_back.emit(message as GodwitRoomMemberBack)


func _on_changed(message: GodwitMessage) -> void:
	changed.emit(message as GodwitRoomChanged)


func _on_host_changed(message: GodwitMessage) -> void:
	host_changed.emit(message as GodwitRoomHostChanged)


func _on_readiness(message: GodwitMessage) -> void:
	readiness.emit(message as GodwitRoomReadiness)


func _on_ready_changed(message: GodwitMessage) -> void:
	ready_changed.emit(message as GodwitRoomReadyChanged)


func _on_started(message: GodwitMessage) -> void:
	started.emit(message as GodwitRoomStarted)
