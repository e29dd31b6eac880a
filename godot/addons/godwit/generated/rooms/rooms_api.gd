class_name RoomsApi
extends RefCounted
## The messages of the server's module "rooms".
##
## Generated from the contract; do not edit.

## You are not in the room any more, and did not ask for it.
signal left(message: RoomLeft)
## Somebody came.
signal member_joined(message: RoomMemberJoined)
## Somebody left, or did not come back in time.
signal member_left(message: RoomMemberLeft)
## Somebody's connection is lost; the seat is held for a while.
signal member_away(message: RoomMemberAway)
## Somebody whose connection was lost is back.
signal member_back(message: RoomMemberBack)
## The room says something else of itself now.
signal changed(message: RoomChanged)
## Another member is the host now.
signal host_changed(message: RoomHostChanged)
## Who is ready in the room that you came into: it waits until all are.
signal readiness(message: RoomReadiness)
## A member is ready, or not any more.
signal ready_changed(message: RoomReadyChanged)
## The game starts.
signal started(message: RoomStarted)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(RoomLeft.TYPE, _on_left)
	client.on(RoomMemberJoined.TYPE, _on_member_joined)
	client.on(RoomMemberLeft.TYPE, _on_member_left)
	client.on(RoomMemberAway.TYPE, _on_member_away)
	client.on(RoomMemberBack.TYPE, _on_member_back)
	client.on(RoomChanged.TYPE, _on_changed)
	client.on(RoomHostChanged.TYPE, _on_host_changed)
	client.on(RoomReadiness.TYPE, _on_readiness)
	client.on(RoomReadyChanged.TYPE, _on_ready_changed)
	client.on(RoomStarted.TYPE, _on_started)


## Joins a room by its id or its code.
func join() -> RoomJoined.Result:
	return RoomJoined.Result.new(await _client.request(RoomJoin.new()))


## Joins a room by its id or its code.
func join_with(message: RoomJoin) -> RoomJoined.Result:
	return RoomJoined.Result.new(await _client.request(message))


## Leaves the room.
func leave() -> GodwitResult:
	return await _client.request(RoomLeave.new())


## Says whether you are ready for the game to start.
func set_ready(is_ready: bool) -> GodwitResult:
	return await _client.request(RoomSetReady.new(is_ready))


## Starts the game, once all others are ready, and locks the room. For the host.
func start() -> GodwitResult:
	return await _client.request(RoomStart.new())


func _on_left(message: GodwitMessage) -> void:
	left.emit(message as RoomLeft)


func _on_member_joined(message: GodwitMessage) -> void:
	member_joined.emit(message as RoomMemberJoined)


func _on_member_left(message: GodwitMessage) -> void:
	member_left.emit(message as RoomMemberLeft)


func _on_member_away(message: GodwitMessage) -> void:
	member_away.emit(message as RoomMemberAway)


func _on_member_back(message: GodwitMessage) -> void:
	member_back.emit(message as RoomMemberBack)


func _on_changed(message: GodwitMessage) -> void:
	changed.emit(message as RoomChanged)


func _on_host_changed(message: GodwitMessage) -> void:
	host_changed.emit(message as RoomHostChanged)


func _on_readiness(message: GodwitMessage) -> void:
	readiness.emit(message as RoomReadiness)


func _on_ready_changed(message: GodwitMessage) -> void:
	ready_changed.emit(message as RoomReadyChanged)


func _on_started(message: GodwitMessage) -> void:
	started.emit(message as RoomStarted)
