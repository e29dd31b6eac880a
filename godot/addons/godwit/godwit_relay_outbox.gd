class_name GodwitRelayOutbox
extends RefCounted
## What a peer sends through the relay. The engine makes a packet for each peer: the same bytes for several peers go out once,
## and all packets of a frame in one message. What can't be sent yet waits.

## The most packets of one message.
const MOST_PACKETS := 64
# What a packet takes besides its bytes in JSON; binary takes less.
const _PACKET_OVERHEAD := 72
# What a message takes besides its packets.
const _MESSAGE_OVERHEAD := 64
# A little less than a frame at 60 Hz.
const _FLUSH_PAUSE_MS := 15
# Packets that wait for a broken connection, and messages for a slow one.
const _MOST_ENTRIES := 8_192
const _MOST_WAITING := 1_024

## Where the messages go.
var client: GodwitClient
## The numbers of the others.
var peers: Array[int] = []
## Which news of the peers was the last.
var roster: int = 0

var _entries: Array[Entry] = []
var _waiting: Array[GodwitMessage] = []
var _is_flush_planned: bool = false
var _flushed_at_ms: int = -_FLUSH_PAUSE_MS


## The largest packet that fits into a message of [param message_bytes] in either codec.
static func most_bytes(message_bytes: int) -> int:
	@warning_ignore("integer_division")
	return (message_bytes - _MESSAGE_OVERHEAD - _PACKET_OVERHEAD) / 4 * 3


## False when so much waits that what may be lost should be.
func has_room() -> bool:
	return _entries.size() < MOST_PACKETS and _waiting.is_empty() and client.state == GodwitClient.State.CONNECTED


## True when more waits than is ever sent.
func is_overfull() -> bool:
	return _waiting.size() > _MOST_WAITING or _entries.size() > _MOST_ENTRIES


## Adds a packet for [param target], as [RelayPacket] has it.
func add(target: int, channel: int, mode: int, payload: PackedByteArray) -> void:
	if not _entries.is_empty() and _entries[-1].is_same(target, channel, mode, payload):
		_entries[-1].targets.append(target)
		return
	var entry := Entry.new()
	entry.targets.append(target)
	entry.channel = channel
	entry.mode = mode
	entry.payload = payload
	_entries.append(entry)
	_plan_flush()


## Sends what could not be sent before; call it every frame.
func poll() -> void:
	_send_waiting()
	_plan_flush()


## Sends what was added; call it before [member peers] or [member roster] change.
func flush() -> void:
	if _entries.is_empty() or client == null:
		return
	_flushed_at_ms = Time.get_ticks_msec()
	post(_take())


## Sends messages behind all that waits.
func post(messages: Array) -> void:
	_waiting.append_array(messages)
	_send_waiting()


# At the end of the frame; what a physics step has added waits for it too.
func _plan_flush() -> void:
	if _is_flush_planned or _entries.is_empty() or Engine.is_in_physics_frame():
		return
	_is_flush_planned = true
	_flush_when_due.call_deferred()


# The server takes only so many messages a second, whatever the frame rate, and after a break too.
func _flush_when_due() -> void:
	_is_flush_planned = false
	if client.state == GodwitClient.State.CONNECTED and Time.get_ticks_msec() - _flushed_at_ms >= _FLUSH_PAUSE_MS:
		flush()


func _send_waiting() -> void:
	var sent: int = 0
	while sent < _waiting.size() and client.state == GodwitClient.State.CONNECTED:
		if not client.send(_waiting[sent]).ok:
			break
		sent += 1
	if sent > 0:
		_waiting = _waiting.slice(sent)


func _take() -> Array[RelaySend]:
	var messages: Array[RelaySend] = []
	var bytes: int = 0
	for entry in _entries:
		# Base64 makes four bytes of three.
		@warning_ignore("integer_division")
		var size: int = _PACKET_OVERHEAD + (entry.payload.size() + 2) / 3 * 4
		for target in entry.get_targets(peers):
			var last: RelaySend = null if messages.is_empty() else messages[-1]
			if last == null or last.packets.size() == MOST_PACKETS or bytes + size > client.max_message_bytes:
				last = RelaySend.new()
				last.roster = roster
				messages.append(last)
				bytes = _MESSAGE_OVERHEAD
			last.packets.append(RelayPacket.new(target, entry.channel, entry.mode, entry.payload))
			bytes += size
	_entries.clear()
	return messages


class Entry:
	extends RefCounted
	## Bytes and whom they are for.

	var targets: Array[int] = []
	var channel: int
	var mode: int
	var payload: PackedByteArray


	## True when these bytes may go to [param target] too.
	func is_same(target: int, p_channel: int, p_mode: int, p_payload: PackedByteArray) -> bool:
		if target <= 0 or targets[0] <= 0 or channel != p_channel or mode != p_mode:
			return false
		return payload == p_payload and not targets.has(target)


	## As few targets as can be: all of [param others] are 0, all but n are -n.
	func get_targets(others: Array[int]) -> Array[int]:
		if targets.size() == 1 or targets.size() < others.size() - 1:
			return targets
		for peer in others:
			if not targets.has(peer):
				return [-peer]
		return [0]
