class_name GodwitRoom
extends RefCounted
## A room you are in, as the server has it: who is there, who is the host, and what the room says of itself.
##
## You get one from [GodwitRooms], which is [code]Godwit.rooms[/code]. It stays the same object through lost connections
## as long as the session goes on; after [signal left] it changes no more.

## Emitted once, when you are not in the room any more. [param code] says why: [code]&"room.left"[/code] by your own wish,
## [code]&"session.lost"[/code] when you did not come back in time, [code]&"link.closed"[/code] when the connection ended
## for good, or what the server says, such as [code]&"room.kicked"[/code]. [param text] is the code in words.
signal left(code: StringName, text: String)
## Emitted when somebody came.
signal member_joined(member: GodwitRoomMember)
## Emitted when somebody left, or did not come back in time.
signal member_left(member: GodwitRoomMember)
## Emitted when somebody's connection was lost; the seat is held for a while.
signal member_away(member: GodwitRoomMember)
## Emitted when somebody whose connection was lost is back.
signal member_back(member: GodwitRoomMember)
## Emitted when another member is the host; [param host] is null when there is none.
signal host_changed(host: GodwitRoomMember)
## Emitted when [member metadata] or [member is_locked] changed.
signal changed

## How joining a room ended.
class Result:
	extends GodwitResult
	## The room you are in now; null when it failed.
	var room: GodwitRoom

	func _init(from: GodwitResult, p_room: GodwitRoom) -> void:
		copy(from)
		room = p_room if ok else null


## The room's id.
var id: String
## The room's type, e.g. "arena".
var type: String
## The code that opens the room to others.
var code: String
## Everybody in the room, you included, in the order they came. Do not change it.
var members: Array[GodwitRoomMember] = []
## Yourself.
var me: GodwitRoomMember
## The host; null while there is none.
var host: GodwitRoomMember
## How many players it takes.
var max_players: int
## Whether it takes nobody any more.
var is_locked: bool
## What the room says of itself, e.g. { "map": "canyon" }.
var metadata: Dictionary
## Ticks per second; 0 for a room that only answers messages.
var tick_hz: int
## How many times per second the state is sent at most.
var patch_hz: int
## The synced state, for rooms that have one; null until the first of it came, and once you are out.
## [signal GodwitStateReceiver.state_changed] of [code]Godwit.state_receiver[/code] tells when it is there.
var state: GodwitState:
	get:
		return _client.state_receiver.state if is_joined else null
## False after [signal left].
var is_joined: bool = true
## True when you are the host.
var is_host: bool:
	get:
		return host != null and host.is_me
## True when nobody else can join for want of a seat.
var is_full: bool:
	get:
		return members.size() >= max_players

var _client: GodwitClient


func _init(client: GodwitClient, message: GodwitRoomJoined) -> void:
	_client = client
	read(message)


## Sends [param message] to the room. Outside of it nothing is sent, and the result says [code]&"room.not_joined"[/code].
func send(message: GodwitMessage) -> GodwitResult:
	return _client.send(message) if is_joined else GodwitResult.failed(&"room.not_joined")


## Sends [param message] to the room and waits for the answer, see [method GodwitClient.request]. Outside of the room nothing
## is sent, and the result says [code]&"room.not_joined"[/code].
func request(message: GodwitMessage, timeout_ms: int = 0) -> GodwitResult:
	if not is_joined:
		return GodwitResult.failed(&"room.not_joined")
	return await _client.request(message, timeout_ms)


## Leaves the room.
func leave() -> GodwitResult:
	return await request(GodwitRoomLeave.new())


## The member with this session id; null when there is none.
func get_member(member_id: String) -> GodwitRoomMember:
	for member in members:
		if member.id == member_id:
			return member
	return null


## The member with this number; null when there is none.
func get_member_by_number(number: int) -> GodwitRoomMember:
	for member in members:
		if member.number == number:
			return member
	return null


## Takes all that the server says of the room; for [GodwitRooms], as are those below.
func read(message: GodwitRoomJoined) -> void:
	id = message.room_id
	type = message.room_type
	code = message.code
	max_players = message.max_players
	is_locked = message.is_locked
	metadata = message.metadata
	tick_hz = message.tick_hz
	patch_hz = message.patch_hz
	var known := members
	members = []
	for member in message.members:
		members.append(_update(_find(known, member.id), member, message.member.id))
	me = get_member(message.member.id)
	host = get_member(message.host_id)


## Takes all that the server says of the room once more, and tells what is new of it.
func read_again(message: GodwitRoomJoined) -> void:
	var host_before := host
	var members_before := members
	var away_before: Array[GodwitRoomMember] = []
	for member in members:
		if member.is_away:
			away_before.append(member)
	var is_changed := is_locked != message.is_locked or metadata != message.metadata
	read(message)
	var members_now := members # a listener may hear of more
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


## Somebody came.
func add_member(member: GodwitRoomsRoomMember) -> void:
	var known := get_member(member.id)
	if known != null:
		_update(known, member, me.id)
		return
	var added := _update(null, member, me.id)
	members.append(added)
	member_joined.emit(added)


## Somebody left.
func remove_member(member_id: String) -> void:
	var member := get_member(member_id)
	if member == null:
		return
	members.erase(member)
	if host == member:
		host = null
	member_left.emit(member)


## Somebody's connection was lost, or is back.
func set_away(member_id: String, is_away: bool) -> void:
	var member := get_member(member_id)
	if member == null or member.is_away == is_away:
		return
	member.is_away = is_away
	_tell_moved(member)


## Another member is the host.
func set_host(host_id: String) -> void:
	var member := get_member(host_id)
	if member == host:
		return
	host = member
	host_changed.emit(host)


## The room says something else of itself.
func set_facts(message: GodwitRoomChanged) -> void:
	is_locked = message.is_locked
	metadata = message.metadata
	changed.emit()


## You are out.
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
