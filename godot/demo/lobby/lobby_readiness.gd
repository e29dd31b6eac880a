class_name LobbyReadiness
extends RefCounted
## Who in a room is ready, and when the game starts. The members tell each other, through the room's relay; the server need
## not know.

## Emitted when somebody is ready or not any more.
signal changed
## Emitted when the host starts the game.
signal started

# Of the relay's channels the last is the lobby's.
const _CHANNEL := 255
const _RELIABLE := 2

enum _Word { NOT_READY, READY, START }

## Whether this room has a relay; without one nobody can tell the others anything.
var is_available: bool = false
## Whether you are ready.
var is_ready: bool = false

var _room: GodwitRoom
var _ready_numbers: Dictionary[int, bool] = {} # of the other members


func _init() -> void:
	Godwit.relay.opened.connect(_on_opened)
	Godwit.relay.received.connect(_on_received)
	Godwit.relay.peer_joined.connect(_on_peer_joined)


## Begins anew in [param room].
func enter(room: GodwitRoom) -> void:
	_room = room
	is_available = false
	is_ready = false
	_ready_numbers.clear()
	changed.emit()


## Says whether you are ready.
func set_ready(p_is_ready: bool) -> void:
	is_ready = p_is_ready
	_say(_Word.READY if is_ready else _Word.NOT_READY, 0)
	changed.emit()


## Starts the game for all; for the host.
func start() -> GodwitResult:
	var result := await _room.request(RelayLock.new(true))
	if result.ok:
		_say(_Word.START, 0)
		started.emit()
	return result


## Whether [param member] is ready.
func is_member_ready(member: GodwitRoomMember) -> bool:
	return is_ready if member.is_me else _ready_numbers.get(member.number, false)


## Whether every member but the host is ready; the host says so by starting.
func is_everyone_ready() -> bool:
	return _room != null and _room.members.all(
		func(member: GodwitRoomMember) -> bool: return member == _room.host or is_member_ready(member)
	)


func _on_opened(_message: RelayOpened) -> void:
	is_available = true
	changed.emit()


# Whoever comes later has not heard.
func _on_peer_joined(message: RelayPeerJoined) -> void:
	if is_ready:
		_say(_Word.READY, message.peer)


func _on_received(message: RelayReceived) -> void:
	if _room == null or message.channel != _CHANNEL or message.payload.size() != 1:
		return
	var word := message.payload[0]
	if word == _Word.START:
		# Only the host may.
		if _room.host != null and _room.host.number == message.from:
			started.emit()
		return
	_ready_numbers[message.from] = word == _Word.READY
	changed.emit()


func _say(word: _Word, target: int) -> void:
	var packet := RelayPacket.new(target, _CHANNEL, _RELIABLE, PackedByteArray([word]))
	_room.send(RelaySend.new([packet] as Array[RelayPacket]))
