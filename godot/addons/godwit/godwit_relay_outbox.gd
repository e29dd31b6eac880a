class_name GodwitRelayOutbox
extends RefCounted
## The packets of one frame: the engine makes one for each peer; the same bytes for several peers go out once, and many
## packets in one message.

## The most packets of one message.
const MOST_PACKETS := 64
# What a packet takes besides its bytes in JSON; binary takes less.
const _PACKET_OVERHEAD := 72
# What a message takes besides its packets.
const _MESSAGE_OVERHEAD := 64

var _entries: Array[Entry] = []


## The largest packet that fits into a message of [param message_bytes] in either codec.
static func most_bytes(message_bytes: int) -> int:
	@warning_ignore("integer_division")
	return (message_bytes - _MESSAGE_OVERHEAD - _PACKET_OVERHEAD) / 4 * 3


## True when nothing waits.
func is_empty() -> bool:
	return _entries.is_empty()


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


## Takes all as messages of at most [param message_bytes] each; [param peers] are the others, and nobody else was a target.
func take(peers: Array[int], roster: int, message_bytes: int) -> Array[RelaySend]:
	var messages: Array[RelaySend] = []
	var bytes: int = 0
	for entry in _entries:
		# Base64 makes four bytes of three.
		@warning_ignore("integer_division")
		var size: int = _PACKET_OVERHEAD + (entry.payload.size() + 2) / 3 * 4
		for target in entry.get_targets(peers):
			var last: RelaySend = null if messages.is_empty() else messages[-1]
			if last == null or last.packets.size() == MOST_PACKETS or bytes + size > message_bytes:
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


	## As few targets as can be: all of [param peers] are 0, all but n are -n.
	func get_targets(peers: Array[int]) -> Array[int]:
		if targets.size() == 1 or targets.size() < peers.size() - 1:
			return targets
		for peer in peers:
			if not targets.has(peer):
				return [-peer]
		return [0]
