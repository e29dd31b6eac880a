class_name GodwitRelayPieces
extends RefCounted
## Splits packets too large for one relay message, and reassembles those of others.
##
## Each piece starts with its packet's number, its index, and the number of pieces, two bytes each,
## little-endian. The pieces of a packet come in order; if one is missing, the whole packet is lost.

## The largest packet that is reassembled, in bytes.
const MOST_BYTES := 4_194_304
## The overhead per piece, in bytes.
const HEAD_BYTES := 6
## Added to the packet's mode in its pieces.
const MODE := 3

var _last_id: int = 0
var _partial: Dictionary = {} # twice the sender's number, plus one for reliable packets -> Partial


## How many pieces [param bytes] make if each holds [param most] bytes of the packet; 1 if no splitting is needed.
static func count(bytes: int, most: int) -> int:
	@warning_ignore("integer_division")
	return maxi(1, (bytes + most - 1) / most)


## A number for the pieces of the next packet.
func next_id() -> int:
	_last_id = (_last_id + 1) & 0xffff
	return _last_id


## Piece [param index] of [param payload], with [param most] bytes of it.
static func cut(payload: PackedByteArray, id: int, index: int, most: int) -> PackedByteArray:
	var piece := PackedByteArray()
	piece.resize(HEAD_BYTES)
	piece.encode_u16(0, id)
	piece.encode_u16(2, index)
	piece.encode_u16(4, count(payload.size(), most))
	piece.append_array(payload.slice(index * most, (index + 1) * most))
	return piece


## Takes a piece of a packet. Returns the packet once it is complete; null before that, and for one that is invalid.
func add(packet: GodwitRelayReceived) -> GodwitRelayReceived:
	if packet.mode < MODE:
		return packet
	var mode := packet.mode - MODE
	var key := packet.from * 2 + (1 if mode == MultiplayerPeer.TRANSFER_MODE_RELIABLE else 0)
	if packet.payload.size() <= HEAD_BYTES:
		_partial.erase(key)
		return null
	if packet.payload.decode_u16(2) == 0:
		_partial[key] = Partial.new(packet.payload)
	var partial: Partial = _partial.get(key)
	if partial == null or not partial.add(packet.payload):
		_partial.erase(key)
		return null
	if not partial.is_whole():
		return null
	_partial.erase(key)
	return GodwitRelayReceived.new(packet.from, packet.channel, mode, partial.bytes)


## Drops the incomplete packets of the peer with this number: the rest won't come.
func forget(number: int) -> void:
	_partial.erase(number * 2)
	_partial.erase(number * 2 + 1)


## True if no packet is incomplete.
func is_empty() -> bool:
	return _partial.is_empty()


class Partial:
	extends RefCounted
	## The pieces of a packet so far.

	var bytes := PackedByteArray()
	var _id: int
	var _count: int
	var _next: int = 0


	func _init(first: PackedByteArray) -> void:
		_id = first.decode_u16(0)
		_count = first.decode_u16(4)


	## False if this is not the next piece, or it is too much.
	func add(piece: PackedByteArray) -> bool:
		if piece.decode_u16(0) != _id or piece.decode_u16(2) != _next or piece.decode_u16(4) != _count:
			return false
		if _next >= _count or bytes.size() + piece.size() - HEAD_BYTES > MOST_BYTES:
			return false
		bytes.append_array(piece.slice(HEAD_BYTES))
		_next += 1
		return true


	func is_whole() -> bool:
		return _next == _count
