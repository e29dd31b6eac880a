class_name GodwitRelayPieces
extends RefCounted
## Cuts packets that are too large for one message of the relay, and puts those of the others together.
##
## Every piece begins with which packet it is of, which piece of it, and how many there are, two bytes each, the low one
## first. Those of one packet come in order; where one is missing, the whole packet is.

## The largest packet that is put together, in bytes.
const MOST_BYTES := 4_194_304
## What each piece has besides its share of the packet, in bytes.
const HEAD_BYTES := 6
## What is added to a packet's mode in its pieces.
const MODE := 3

var _last_id: int = 0
var _partial: Dictionary = {} # twice the number of the sender, one more for what must arrive -> Partial


## How many pieces [param bytes] make when each holds [param most] bytes of the packet; 1 for what needs no cutting.
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


## Takes what came of a packet. Returns the packet once it is whole; null before, and for what can't become one.
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


## Forgets what came of the packets of the peer with this number: the rest won't come.
func forget(number: int) -> void:
	_partial.erase(number * 2)
	_partial.erase(number * 2 + 1)


## True when nothing waits for its rest.
func is_empty() -> bool:
	return _partial.is_empty()


class Partial:
	extends RefCounted
	## The pieces of a packet that are here.

	var bytes := PackedByteArray()
	var _id: int
	var _count: int
	var _next: int = 0


	func _init(first: PackedByteArray) -> void:
		_id = first.decode_u16(0)
		_count = first.decode_u16(4)


	## False when this is not the next one, or it is too much.
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
