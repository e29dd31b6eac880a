class_name GodwitRoom
extends Reference
## A room you are in, mirrored from the server: its members, its host, and its metadata.
##
## You get one from GodwitRooms, which is Godwit.rooms. It stays the same object across lost connections
## as long as the session lasts; after left it no longer changes.

## Emitted once, when you have left the room. code says why: "room.left" if you chose to,
## "session.lost" if you did not come back in time, "link.closed" if the connection ended
## for good, or the server's code, such as "room.kicked". text is the code in words.
signal left(code, text)
## Emitted when a member joined.
signal member_joined(member)
## Emitted when a member left, or did not come back in time.
signal member_left(member)
## Emitted when a member's connection was lost; the seat is held for a while.
signal member_away(member)
## Emitted when a member whose connection was lost is back.
signal member_back(member)
## Emitted when the host changed; host is null if there is none.
signal host_changed(host)
## Emitted when metadata or is_locked changed.
signal changed

## How joining a room ended.
class Result:
	extends GodwitResult
	## The room you are in now; null if it failed.
	var room

	func _init(from: GodwitResult, p_room) -> void:
		copy(from)
		room = p_room if ok else null


## The room's id.
var id: String
## The room's type, e.g. "arena".
var type: String
## The code others join with.
var code: String
## All members, including you, in the order they joined. Do not modify it.
var members: Array = []
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
## GodwitStateReceiver.state_changed of Godwit.state_receiver is emitted when it is there.
var state: GodwitState setget , get_state
## False after left.
var is_joined: bool = true
## True if you are the host.
var is_host: bool setget , get_is_host
## True if there are no free seats.
var is_full: bool setget , get_is_full

var _client: GodwitClient


func _init(client: GodwitClient, message: GodwitRoomJoined) -> void:
	_client = client
	read(message)


## Sends message to the room. If you are not in it, nothing is sent, and the result is "room.not_joined".
func send(message: GodwitMessage) -> GodwitResult:
	return _client.send(message) if is_joined else GodwitResult.failed("room.not_joined")


## Sends message to the room and waits for the reply, see GodwitClient.request(). If you are not in it, nothing
## is sent, and the result is "room.not_joined".
func request(message: GodwitMessage, timeout_ms: int = 0):
	if not is_joined:
		return GodwitScripts.later(GodwitResult.failed("room.not_joined"))
	return yield(_client.request(message, timeout_ms), "completed")


## Leaves the room.
func leave():
	return yield(request(GodwitRoomLeave.new()), "completed")


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


## Applies the server's full data; for GodwitRooms, as are the methods below.
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
	var known = members
	members = []
	for member in message.members:
		members.append(_update(_find(known, member.id), member, message.member.id))
	me = get_member(message.member.id)
	host = get_member(message.host_id)


## Applies the server's full data again, and emits what has changed.
func read_again(message: GodwitRoomJoined) -> void:
	var host_before = host
	var members_before = members
	var away_before: Array = []
	for member in members:
		if member.is_away:
			away_before.append(member)
	var is_changed: bool = is_locked != message.is_locked or metadata.hash() != message.metadata.hash()
	read(message)
	var members_now = members # a listener may change the members
	for member in members_before:
		if not members_now.has(member):
			emit_signal("member_left", member)
	for member in members_now:
		if not members_before.has(member):
			emit_signal("member_joined", member)
		elif member.is_away != away_before.has(member):
			_tell_moved(member)
	if host != host_before:
		emit_signal("host_changed", host)
	if is_changed:
		emit_signal("changed")


## A member joined.
func add_member(member: GodwitRoomsRoomMember) -> void:
	var known = get_member(member.id)
	if known != null:
		_update(known, member, me.id)
		return
	var added: GodwitRoomMember = _update(null, member, me.id)
	members.append(added)
	emit_signal("member_joined", added)


## A member left.
func remove_member(member_id: String) -> void:
	var member = get_member(member_id)
	if member == null:
		return
	members.erase(member)
	if host == member:
		host = null
	emit_signal("member_left", member)


## A member's connection was lost, or is back.
func set_away(member_id: String, is_away: bool) -> void:
	var member = get_member(member_id)
	if member == null or member.is_away == is_away:
		return
	member.is_away = is_away
	_tell_moved(member)


## The host changed.
func set_host(host_id: String) -> void:
	var member = get_member(host_id)
	if member == host:
		return
	host = member
	emit_signal("host_changed", host)


## The room's metadata or lock changed.
func set_facts(message: GodwitRoomChanged) -> void:
	is_locked = message.is_locked
	metadata = message.metadata
	emit_signal("changed")


## You have left.
func end(end_code: String, text: String) -> void:
	if not is_joined:
		return
	is_joined = false
	_client.state_receiver.clear()
	emit_signal("left", end_code, text)


## See state.
func get_state() -> GodwitState:
	return _client.state_receiver.state if is_joined else null


## See is_host.
func get_is_host() -> bool:
	return host != null and host.is_me


## See is_full.
func get_is_full() -> bool:
	return members.size() >= max_players


func _tell_moved(member: GodwitRoomMember) -> void:
	if member.is_away:
		emit_signal("member_away", member)
	else:
		emit_signal("member_back", member)


static func _find(known: Array, member_id: String) -> GodwitRoomMember:
	for member in known:
		if member.id == member_id:
			return member
	return null


static func _update(known: GodwitRoomMember, member: GodwitRoomsRoomMember, own_id: String) -> GodwitRoomMember:
	var updated = known if known != null else GodwitRoomMember.new()
	updated.read(member, own_id)
	return updated
