extends Reference
class_name GodwitRoom
## A room you are in, as the server has it: who is there, who is the host, and what the room says of itself.
##
## You get one from GodwitRooms, which is Godwit.rooms. It stays the same object through lost connections as long as the
## session goes on; after left it changes no more.

## Emitted once, when you are not in the room any more. code says why: "room.left" by your own wish, "session.lost" when you
## did not come back in time, "link.closed" when the connection ended for good, or what the server says, such as
## "room.kicked". text is the code in words.
signal left(code, text)
## Emitted with a GodwitRoomMember when somebody came.
signal member_joined(member)
## Emitted with a GodwitRoomMember when somebody left, or did not come back in time.
signal member_left(member)
## Emitted with a GodwitRoomMember when somebody's connection was lost; the seat is held for a while.
signal member_away(member)
## Emitted with a GodwitRoomMember when somebody whose connection was lost is back.
signal member_back(member)
## Emitted when another member is the host; null when there is none.
signal host_changed(host)
## Emitted when metadata or is_locked changed.
signal changed()

## The room's id.
var id: String
## The room's type, e.g. "arena".
var type: String
## The code that opens the room to others.
var code: String
## Everybody in the room, you included, in the order they came: GodwitRoomMember. Do not change it.
var members: Array = []
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
## The synced state, for rooms that have one; null until the first of it came, and once you are out. Read only.
## state_changed of Godwit.state_receiver tells when it is there.
var state: Reference setget , get_state
## False after left.
var is_joined: bool = true
## True when you are the host. Read only.
var is_host: bool setget , get_is_host
## True when nobody else can join for want of a seat. Read only.
var is_full: bool setget , get_is_full

var _client: Node


func _init(client: Node, message: GodwitRoomJoined) -> void:
	_client = client
	read(message)


## Sends a message to the room. Outside of it nothing is sent, and the result says "room.not_joined".
func send(message: GodwitMessage) -> GodwitResult:
	return _client.send(message) if is_joined else GodwitResult.failed("room.not_joined")


## Sends a message to the room and waits for the answer: yield(room.request(message), "completed") gives the GodwitResult.
## Outside of the room nothing is sent, and the result says "room.not_joined".
func request(message: GodwitMessage, timeout_ms: int = 0):
	return _client.request(message, timeout_ms) if is_joined else _client.answer_with(GodwitResult.failed("room.not_joined"))


## Leaves the room: yield(room.leave(), "completed") gives the GodwitResult.
func leave():
	return request(GodwitRoomLeave.new())


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


## See state.
func get_state() -> Reference:
	return _client.state_receiver.state if is_joined else null


## See is_host.
func get_is_host() -> bool:
	return host != null and host.is_me


## See is_full.
func get_is_full() -> bool:
	return members.size() >= max_players


## Takes all that the server says of the room; for GodwitRooms, as are those below.
func read(message: GodwitRoomJoined) -> void:
	id = message.room_id
	type = message.room_type
	code = message.code
	max_players = message.max_players
	is_locked = message.is_locked
	metadata = message.metadata
	tick_hz = message.tick_hz
	patch_hz = message.patch_hz
	var present := []
	for member in message.members:
		present.append(_update(get_member(member.id), member, message.member.id))
	members = present
	me = get_member(message.member.id)
	host = get_member(message.host_id)


## Takes all that the server says of the room once more, and tells what is new of it.
func read_again(message: GodwitRoomJoined) -> void:
	var host_before := host
	var members_before := members
	var away_before := []
	for member in members:
		if member.is_away:
			away_before.append(member)
	# Godot 3 compares dictionaries by identity.
	var is_changed: bool = is_locked != message.is_locked or metadata.hash() != message.metadata.hash()
	read(message)
	var members_now := members # a listener may hear of more
	for member in members_before:
		if not members_now.has(member):
			emit_signal("member_left", member)
	for member in members_now:
		if not members_before.has(member):
			emit_signal("member_joined", member)
		elif member.is_away != away_before.has(member):
			emit_signal("member_away" if member.is_away else "member_back", member)
	if host != host_before:
		emit_signal("host_changed", host)
	if is_changed:
		emit_signal("changed")


## Somebody came.
func add_member(member: GodwitRoomsRoomMember) -> void:
	var known := get_member(member.id)
	if known != null:
		known.read(member, me.id)
		return
	var added := _update(null, member, me.id)
	members.append(added)
	emit_signal("member_joined", added)


## Somebody left.
func remove_member(member_id: String) -> void:
	var member := get_member(member_id)
	if member == null:
		return
	members.erase(member)
	if host == member:
		host = null
	emit_signal("member_left", member)


## Somebody's connection was lost, or is back.
func set_away(member_id: String, is_away: bool) -> void:
	var member := get_member(member_id)
	if member == null or member.is_away == is_away:
		return
	member.is_away = is_away
	if is_away:
		emit_signal("member_away", member)
	else:
		emit_signal("member_back", member)


## Another member is the host.
func set_host(host_id: String) -> void:
	var member := get_member(host_id)
	if member == host:
		return
	host = member
	emit_signal("host_changed", host)


## The room says something else of itself.
func set_facts(message: GodwitRoomChanged) -> void:
	is_locked = message.is_locked
	metadata = message.metadata
	emit_signal("changed")


## You are out.
func end(end_code: String, text: String) -> void:
	if not is_joined:
		return
	is_joined = false
	_client.state_receiver.clear()
	emit_signal("left", end_code, text)


static func _update(known: GodwitRoomMember, member: GodwitRoomsRoomMember, own_id: String) -> GodwitRoomMember:
	var updated: GodwitRoomMember = known if known != null else GodwitRoomMember.new()
	updated.read(member, own_id)
	return updated
