class_name GodwitRelayOutbox
extends RefCounted
## What a peer sends through the relay. The engine makes a packet per peer: the same bytes for several peers are sent once,
## and all packets of a frame in one message, or a few. Reliable packets wait until the server accepts them; unreliable
## ones take turns.

# The most packets per message.
const _MOST_PACKETS := 1_024
# A packet's overhead in JSON; less in binary.
const _PACKET_OVERHEAD := 72
# A message's overhead besides its packets.
const _MESSAGE_OVERHEAD := 64
# Slightly less than a frame at 60 Hz.
const _FLUSH_PAUSE_MS := 15
# The most reliable bytes at once, for slower connections; the rest of a large packet follows later.
const _MOST_FLUSH_BYTES := 65_536
# Our share of the messages the server accepts per second, long-term and in a burst. The rest is for the game.
const _MESSAGE_SHARE := 0.8
const _MESSAGE_BURST := 0.5
const _PACKET_SHARE := 0.95
# The queue for a broken or slow connection.
const _MOST_WAITING := 8_192
const _MOST_WAITING_BYTES := 16_777_216
# Unreliable packets between two flushes.
const _MOST_UNRELIABLE := 4_096

## Where the messages go.
var client: GodwitClient

var _roster: GodwitRelayRoster
var _entries: Array[GodwitRelayEntry] = [] # in the order they were added
var _sure: int = 0 # how many of those are reliable
var _sure_bytes: int = 0
var _waiting: Array[GodwitMessage] = [] # not accepted by the link yet
var _pieces := GodwitRelayPieces.new() # for the numbers
var _first: int = 0 # whose turn it is among the unreliable ones
var _max_packet_bytes: int = 0
var _messages := GodwitRelayBudget.new(0.0, 0.0)
var _packets := GodwitRelayBudget.new(0.0, 0.0)
var _is_flush_planned: bool = false
var _flushed_at_ms: int = -_FLUSH_PAUSE_MS


func _init(roster: GodwitRelayRoster) -> void:
	_roster = roster


## Sets the server's limits.
func open(opened: GodwitRelayOpened) -> void:
	_max_packet_bytes = opened.max_packet_bytes
	var rate := float(opened.messages_per_second)
	_messages = GodwitRelayBudget.new(rate * _MESSAGE_SHARE, maxf(1.0, rate * _MESSAGE_BURST))
	var packets := float(opened.packets_per_second)
	_packets = GodwitRelayBudget.new(packets * _PACKET_SHARE, packets)


## False if so much is queued that unreliable packets should be dropped.
func has_room() -> bool:
	if _entries.size() - _sure >= _MOST_UNRELIABLE:
		return false
	return _waiting.is_empty() and _is_open()


## True if more is queued than can ever be sent.
func is_overfull() -> bool:
	return _sure > _MOST_WAITING or _sure_bytes > _MOST_WAITING_BYTES


## True if nothing is queued.
func is_empty() -> bool:
	return _entries.is_empty() and _waiting.is_empty()


## Adds a packet for [param target], as [GodwitRelayPacket] has it.
func add(target: int, channel: int, mode: int, payload: PackedByteArray) -> void:
	if not _entries.is_empty() and _entries[-1].may_go_to(target, channel, mode, payload):
		_entries[-1].targets.append(target)
		return
	_append(GodwitRelayEntry.new(target, channel, mode, payload))


## Sends a message after all reliable packets.
func post(message: GodwitMessage) -> void:
	_append(GodwitRelayEntry.of(message))
	flush()


## Sends what could not be sent earlier; call it every frame.
func poll() -> void:
	_send_waiting()
	_plan_flush()


## Sends what was added, or as much as the server accepts; call it before the roster changes. With
## [param is_last], sends everything.
func flush(is_last: bool = false) -> void:
	if _entries.is_empty() or client == null:
		return
	for entry in _entries:
		entry.seal(_roster)
	_send_waiting()
	if not is_last and (not _waiting.is_empty() or not _is_open()):
		return
	_flushed_at_ms = Time.get_ticks_msec()
	_messages.refill(_flushed_at_ms)
	_packets.refill(_flushed_at_ms)
	_take(is_last)
	_send_waiting()


func _is_open() -> bool:
	return client.state == GodwitClient.State.CONNECTED and not client.is_server_paused


func _append(entry: GodwitRelayEntry) -> void:
	_entries.append(entry)
	if entry.must_arrive:
		_sure += 1
		_sure_bytes += entry.payload.size()
	_plan_flush()


# At the end of the frame; what a physics step added waits until then too.
func _plan_flush() -> void:
	if _is_flush_planned or _entries.is_empty() or Engine.is_in_physics_frame():
		return
	_is_flush_planned = true
	_flush_when_due.call_deferred()


# The server only accepts so many messages a second, whatever the frame rate, and after a pause too.
func _flush_when_due() -> void:
	_is_flush_planned = false
	if Time.get_ticks_msec() - _flushed_at_ms >= _FLUSH_PAUSE_MS:
		flush()


func _send_waiting() -> void:
	var done: int = 0
	while done < _waiting.size() and _is_open():
		var sent := client.send(_waiting[done])
		if sent.code in [&"link.congested", &"link.closed", &"queue.full"]:
			break
		if not sent.ok:
			push_error("Godwit: a message of the relay can't be sent: %s" % sent.text)
		done += 1
	if done > 0:
		_waiting = _waiting.slice(done)


# Moves entries, or pieces of them, into messages.
func _take(is_last: bool) -> void:
	var most := _piece_bytes()
	var budget := int(_messages.left * client.max_message_bytes)
	if is_last:
		budget = 1 << 62
	var unsure_cost := _choose(budget, most, is_last)
	# If there is not enough for both, each gets half.
	var sure_budget := budget - mini(unsure_cost, int(budget / 2.0))
	if not is_last:
		sure_budget = mini(sure_budget, _MOST_FLUSH_BYTES)
	var writer := Writer.new(_waiting, client.max_message_bytes)
	var kept: Array[GodwitRelayEntry] = []
	for entry in _entries:
		if not entry.must_arrive:
			if entry.is_chosen:
				entry.write(writer, most, _pieces, 1 << 62)
			continue
		if sure_budget > 0:
			sure_budget -= entry.write(writer, most, _pieces, sure_budget)
		if entry.is_written:
			_sure -= 1
			_sure_bytes -= entry.payload.size()
		else:
			sure_budget = 0
			kept.append(entry)
	_entries = kept
	_messages.take(writer.messages)
	_packets.take(writer.packets)


# Chooses among the unreliable entries, continuing after the last choice, as many as fit. Returns their size.
func _choose(budget: int, most: int, is_last: bool) -> int:
	var unsure := _entries.filter(func(entry: GodwitRelayEntry) -> bool: return not entry.must_arrive)
	var count := unsure.size()
	if count == 0:
		return 0
	var sure_cost: int = 0
	if _sure > 0:
		for entry in _entries:
			if entry.must_arrive and sure_cost < budget:
				sure_cost += entry.cost(most)
	var room := maxi(budget - sure_cost, int(budget / 2.0))
	var packets := int(_packets.left)
	var cost: int = 0
	var start := _first % count
	for step in count:
		var entry: GodwitRelayEntry = unsure[(start + step) % count]
		var next := entry.cost(most)
		packets -= entry.count(most)
		if (cost + next > room or packets < 0) and not is_last:
			_first = (start + maxi(step, 1)) % count
			return cost
		entry.is_chosen = true
		cost += next
	_first = 0
	return cost


# The bytes of a packet that fit into a message in either codec, and that the room relays.
func _piece_bytes() -> int:
	@warning_ignore("integer_division")
	var fitting := (client.max_message_bytes - _MESSAGE_OVERHEAD - _PACKET_OVERHEAD) / 4 * 3
	return mini(fitting, _max_packet_bytes) - GodwitRelayPieces.HEAD_BYTES


class Writer:
	extends RefCounted
	## Fills messages with packets.

	var messages: int = 0
	var packets: int = 0
	var _to: Array[GodwitMessage]
	var _most_bytes: int
	var _last: GodwitRelaySend
	var _bytes: int = 0


	func _init(to: Array[GodwitMessage], most_bytes: int) -> void:
		_to = to
		_most_bytes = most_bytes


	## Adds a message as its own.
	func put_message(message: GodwitMessage) -> void:
		_to.append(message)
		_last = null
		messages += 1


	## Adds a packet.
	func put(packet: GodwitRelayPacket, roster: int, cost: int) -> void:
		if _last == null or _last.roster != roster or _last.packets.size() == _MOST_PACKETS or _bytes + cost > _most_bytes:
			var next := GodwitRelaySend.new()
			next.roster = roster
			put_message(next)
			_last = next
			_bytes = _MESSAGE_OVERHEAD
		_last.packets.append(packet)
		_bytes += cost
		packets += 1
