extends GodwitTest

const _UNRELIABLE := MultiplayerPeer.TRANSFER_MODE_UNRELIABLE
const _RELIABLE := MultiplayerPeer.TRANSFER_MODE_RELIABLE

var _pieces := GodwitRelayPieces.new()


func before_each() -> void:
	_pieces = GodwitRelayPieces.new()


func test_a_whole_packet_passes() -> void:
	var packet := GodwitRelayReceived.new(2, 3, _RELIABLE, PackedByteArray([1]))
	expect(_pieces.add(packet) == packet, "it is the same")


func test_puts_packets_of_several_senders_and_kinds_together() -> void:
	var cut: Array[Array] = [
		_cut(2, 1, _RELIABLE, _bytes(1000)), _cut(3, 1, _RELIABLE, _bytes(999)), _cut(2, 2, _UNRELIABLE, _bytes(901)),
	]
	var whole: Array[GodwitRelayReceived] = []
	for index in 10:
		for packet: Array[GodwitRelayReceived] in cut:
			var added := _pieces.add(packet[index])
			if added != null:
				whole.append(added)
	expect_equal(whole.map(func(packet: GodwitRelayReceived) -> int: return packet.from), [2, 3, 2], "senders")
	expect_equal(whole.map(func(packet: GodwitRelayReceived) -> int: return packet.mode), [2, 2, 0], "modes")
	var sizes: Array[int] = [1000, 999, 901]
	for index in 3:
		expect_equal(whole[index].payload, _bytes(sizes[index]), "bytes")
	expect(_pieces.is_empty(), "nothing is left")


func test_drops_a_packet_of_which_a_piece_is_missing() -> void:
	var first := _cut(2, 1, _UNRELIABLE, _bytes(300))
	var second := _cut(2, 2, _UNRELIABLE, _bytes(300))
	# The end of the first and the beginning of the second are lost.
	for packet: GodwitRelayReceived in [first[0], second[1], second[2]]:
		expect(_pieces.add(packet) == null, "no packet")
	expect(_pieces.is_empty(), "nothing is left")
	var third := _cut(2, 3, _UNRELIABLE, _bytes(300))
	_pieces.add(first[0])
	_pieces.add(third[0])
	_pieces.add(third[1])
	expect(_pieces.add(third[2]) != null, "the next one is whole")


func test_holds_no_more_than_one_packet_and_its_limit() -> void:
	var most := GodwitRelayPieces.MOST_BYTES
	var large := _bytes(most + 1)
	@warning_ignore("integer_division")
	var share := most / 2
	var made: GodwitRelayReceived = null
	for index in 3:
		made = _pieces.add(_piece(2, _RELIABLE, GodwitRelayPieces.cut(large, 1, index, share)))
	expect(made == null, "it is too large")
	expect(_pieces.is_empty(), "nothing is left")
	expect(_pieces.add(_piece(2, _RELIABLE, PackedByteArray([1, 2, 3]))) == null, "what has no head is no piece")


func test_a_peer_that_goes_leaves_nothing() -> void:
	_pieces.add(_cut(2, 1, _RELIABLE, _bytes(300))[0])
	_pieces.add(_cut(2, 2, _UNRELIABLE, _bytes(300))[0])
	_pieces.forget(3)
	expect(not _pieces.is_empty(), "another one's stay")
	_pieces.forget(2)
	expect(_pieces.is_empty(), "nothing is left")


func _cut(from: int, id: int, mode: int, payload: PackedByteArray) -> Array[GodwitRelayReceived]:
	var packets: Array[GodwitRelayReceived] = []
	for index in GodwitRelayPieces.count(payload.size(), 100):
		packets.append(_piece(from, mode, GodwitRelayPieces.cut(payload, id, index, 100)))
	return packets


func _piece(from: int, mode: int, bytes: PackedByteArray) -> GodwitRelayReceived:
	return GodwitRelayReceived.new(from, 0, mode + GodwitRelayPieces.MODE, bytes)


func _bytes(size: int) -> PackedByteArray:
	var bytes := PackedByteArray()
	bytes.resize(size)
	for index in mini(size, 2000):
		bytes[index] = (index * 31) & 0xff
	return bytes
