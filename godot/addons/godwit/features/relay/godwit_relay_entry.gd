class_name GodwitRelayEntry
extends RefCounted
## A packet waiting to be sent, with its recipients; or a message sent between packets.

# A packet's overhead in JSON; less in binary.
const _OVERHEAD := 72

## The recipients, as in [GodwitRelayPacket].
var targets: Array[int] = []
## False if unreliable.
var must_arrive: bool = true
## True if it is this one's turn among the unreliable ones.
var is_chosen: bool = false
## The packet.
var payload := PackedByteArray()
## True once all of it has been written to messages.
var is_written: bool = false

var _channel: int = 0
var _mode: int = MultiplayerPeer.TRANSFER_MODE_RELIABLE
var _message: GodwitMessage # null for a packet
var _roster: int = -1 # the news up to which the others are known; -1 before it is sealed
var _id: int = 0 # of the pieces
var _next: int = 0 # the first piece not yet written


func _init(target: int = 0, channel: int = 0, mode: int = MultiplayerPeer.TRANSFER_MODE_RELIABLE, bytes := PackedByteArray()) -> void:
	targets.append(target)
	_channel = channel
	_mode = mode
	payload = bytes
	must_arrive = mode == MultiplayerPeer.TRANSFER_MODE_RELIABLE


## An entry for a message that is not a packet.
static func of(message: GodwitMessage) -> GodwitRelayEntry:
	var entry := GodwitRelayEntry.new()
	entry._message = message
	return entry


## True if these bytes may also go to [param target].
func may_go_to(target: int, channel: int, mode: int, bytes: PackedByteArray) -> bool:
	if _message != null or _roster != -1 or target <= 0 or targets[0] <= 0 or _channel != channel or _mode != mode:
		return false
	return payload == bytes and not targets.has(target)


## Fixes the recipients to the current ones, whoever joins later.
func seal(roster: GodwitRelayRoster) -> void:
	if _roster != -1:
		return
	_roster = roster.version
	var others := roster.peers
	if targets.size() == 1 or targets.size() < others.size() - 1:
		return
	# As few as possible: everyone else is 0, everyone but n is -n.
	for peer in others:
		if not targets.has(peer):
			targets = [-peer]
			return
	targets = [0]


## The number of packets it takes.
func count(most: int) -> int:
	return targets.size() * _pieces_of(most)


## Its size in messages, in bytes.
func cost(most: int) -> int:
	return targets.size() * (_cost_of(payload.size()) + (_pieces_of(most) - 1) * _cost_of(GodwitRelayPieces.HEAD_BYTES))


## Writes what is not written yet, up to [param budget] bytes or slightly more. Returns how much it wrote.
func write(writer: GodwitRelayOutbox.Writer, most: int, pieces: GodwitRelayPieces, budget: int) -> int:
	if _message != null:
		writer.put_message(_message)
		is_written = true
		return _OVERHEAD
	var in_all := _pieces_of(most)
	if in_all > 1 and _next == 0:
		_id = pieces.next_id()
	var written: int = 0
	while _next < in_all and written < budget:
		var bytes := payload if in_all == 1 else GodwitRelayPieces.cut(payload, _id, _next, most)
		var mode := _mode if in_all == 1 else _mode + GodwitRelayPieces.MODE
		var size := _cost_of(bytes.size())
		for target in targets:
			writer.put(GodwitRelayPacket.new(target, _channel, mode, bytes), _roster, size)
			written += size
		_next += 1
	is_written = _next == in_all
	return written


func _pieces_of(most: int) -> int:
	return GodwitRelayPieces.count(payload.size(), most)


# Base64 turns three bytes into four.
func _cost_of(bytes: int) -> int:
	@warning_ignore("integer_division")
	return _OVERHEAD + (bytes + 2) / 3 * 4
