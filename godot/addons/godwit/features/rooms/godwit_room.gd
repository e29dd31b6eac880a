class_name GodwitRoom
extends RefCounted
## A room you are in, mirrored from the server: its members, its host, and its metadata.
##
## You get one from [GodwitRooms], which is [code]Godwit.rooms[/code]. It stays the same object across lost connections
## as long as the session lasts; after [signal left] it no longer changes.

## Emitted once, when you have left the room. [param code] says why: [code]&"room.left"[/code] if you chose to,
## [code]&"session.lost"[/code] if you did not come back in time, [code]&"link.closed"[/code] if the connection ended
## for good, or the server's code, such as [code]&"room.kicked"[/code]. [param text] is the code in words.
signal left(code: StringName, text: String)
## Emitted when a member joined.
signal member_joined(member: GodwitRoomMember)
## Emitted when a member left, or did not come back in time.
signal member_left(member: GodwitRoomMember)
## Emitted when a member's connection was lost; the seat is held for a while.
signal member_away(member: GodwitRoomMember)
## Emitted when a member whose connection was lost is back.
signal member_back(member: GodwitRoomMember)
## Emitted when the host changed; [param host] is null if there is none.
signal host_changed(host: GodwitRoomMember)
## Emitted when [member metadata] or [member is_locked] changed.
signal changed

## How joining a room ended.
class Result:
	extends GodwitResult
	## The room you are in now; null if it failed.
	var room: GodwitRoom

	func _init(from: GodwitResult, p_room: GodwitRoom) -> void:
		copy(from)
		room = p_room if ok else null


## The room's id.
var id: String
## The room's type, e.g. "arena".
var type: String
## The code others join with.
var code: String
## All members, including you, in the order they joined. Do not modify it.
var members: Array[GodwitRoomMember] = []
## Yourself.
var me: GodwitRoomMember
## The host; null while there is none.
var host: GodwitRoomMember
## The maximum number of players.
var max_players: int
## Whether the room is closed to new players.
var is_locked: bool
## The room's public data, e.g. { "map": "canyon" }.
var metadata: Dictionary
## Ticks per second; 0 for a room that only answers messages.
var tick_hz: int
## The maximum state patches per second.
var patch_hz: int
## The synced state, for rooms that have one; null until it first arrives, and after you have left.
## [signal GodwitStateReceiver.state_changed] of [code]Godwit.state_receiver[/code] is emitted when it is there.
var state: GodwitState:
	get:
		return _client.state_receiver.state if is_joined else null
## False after [signal left].
var is_joined: bool = true
## True if you are the host.
var is_host: bool:
	get:
		return host != null and host.is_me
## True if there are no free seats.
var is_full: bool:
	get:
		return members.size() >= max_players

var _client: GodwitClient


func _init(client: GodwitClient, message: GodwitRoomJoined) -> void:
	_client = client
	read(message)


## Sends [param message] to the room. If you are not in it, nothing is sent, and the result is [code]&"room.not_joined"[/code].
func send(message: GodwitMessage) -> GodwitResult:
	return _client.send(message) if is_joined else GodwitResult.failed(&"room.not_joined")


## Sends [param message] to the room and waits for the reply, see [method GodwitClient.request]. If you are not in it, nothing
## is sent, and the result is [code]&"room.not_joined"[/code].
func request(message: GodwitMessage, timeout_ms: int = 0) -> GodwitResult:
	if not is_joined:
		return GodwitResult.failed(&"room.not_joined")
	return await _client.request(message, timeout_ms)


## Leaves the room.
func leave() -> GodwitResult:
	return await request(GodwitRoomLeave.new())


## The member with this session id; null if there is none.
func get_member(member_id: String) -> GodwitRoomMember:
	for member in members:
		if member.id == member_id:
			return member
	return null


## The member with this number; null if there is none.
func get_member_by_number(number: int) -> GodwitRoomMember:
	for member in members:
		if member.number == number:
			return member
	return null


## Applies the server's full data; for [GodwitRooms], as are the methods below.
func read(message: GodwitRoomJoined) -> void:
	id = message.room_id
	type = message.room_type
	code = message.code
	max_players = message.max_players
	is_locked = message.is_locked
	metadata = message.metadata
	tick_hz = message.tick_hz
	patch_hz = message.patch_hz
	_client.clock.set_rates(tick_hz, patch_hz)
	_client.state_receiver.room_type = type
	var known := members
	members = []
	for member in message.members:
		members.append(_update(_find(known, member.id), member, message.member.id))
	me = get_member(message.member.id)
	host = get_member(message.host_id)


## Applies the server's full data again, and emits what has changed.
func read_again(message: GodwitRoomJoined) -> void:
	var host_before := host
	var members_before := members
	var away_before: Array[GodwitRoomMember] = []
	for member in members:
		if member.is_away:
			away_before.append(member)
	var is_changed := is_locked != message.is_locked or metadata != message.metadata
	read(message)
	var members_now := members # a listener may change the members
	for member in members_before:
		if not members_now.has(member):
			member_left.emit(member)
	for member in members_now:
		if not members_before.has(member):
			member_joined.emit(member)
		elif member.is_away != away_before.has(member):
			_tell_moved(member)
	if host != host_before:
		host_changed.emit(host)
	if is_changed:
		changed.emit()


## A member joined.
func add_member(member: GodwitRoomsRoomMember) -> void:
	var known := get_member(member.id)
	if known != null:
		_update(known, member, me.id)
		return
	var added := _update(null, member, me.id)
	members.append(added)
	member_joined.emit(added)


## A member left.
func remove_member(member_id: String) -> void:
	var member := get_member(member_id)
	if member == null:
		return
	members.erase(member)
	if host == member:
		host = null
	member_left.emit(member)


## A member's connection was lost, or is back.
func set_away(member_id: String, is_away: bool) -> void:
	var member := get_member(member_id)
	if member == null or member.is_away == is_away:
		return
	member.is_away = is_away
	_tell_moved(member)


## The host changed.
func set_host(host_id: String) -> void:
	var member := get_member(host_id)
	if member == host:
		return
	host = member
	host_changed.emit(host)


## The room's metadata or lock changed.
func set_facts(message: GodwitRoomChanged) -> void:
	is_locked = message.is_locked
	metadata = message.metadata
	changed.emit()


## You have left.
func end(end_code: StringName, text: String) -> void:
	if not is_joined:
		return
	is_joined = false
	_client.state_receiver.clear()
	left.emit(end_code, text)


func _tell_moved(member: GodwitRoomMember) -> void:
	if member.is_away:
		member_away.emit(member)
	else:
		member_back.emit(member)


static func _find(known: Array[GodwitRoomMember], member_id: String) -> GodwitRoomMember:
	for member in known:
		if member.id == member_id:
			return member
	return null


static func _update(known: GodwitRoomMember, member: GodwitRoomsRoomMember, own_id: String) -> GodwitRoomMember:
	var updated := known if known != null else GodwitRoomMember.new()
	updated.read(member, own_id)
	return updated
