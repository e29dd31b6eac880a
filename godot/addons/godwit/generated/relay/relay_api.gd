class_name RelayApi
extends RefCounted
## The messages of the server's module "relay".
##
## Generated from the contract; do not edit.

## A packet from another peer.
signal received(message: RelayReceived)
## Another peer is there now. The host hears of it first, and introduces it to the others.
signal peer_joined(message: RelayPeerJoined)
## A peer is gone for good, one perhaps that you have not met.
signal peer_left(message: RelayPeerLeft)
## Another peer is the room's host now; if it left, that was told before.
signal host_changed(message: RelayHostChanged)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(RelayReceived.TYPE, _on_received)
	client.on(RelayPeerJoined.TYPE, _on_peer_joined)
	client.on(RelayPeerLeft.TYPE, _on_peer_left)
	client.on(RelayHostChanged.TYPE, _on_host_changed)


## Sends packets to others in the room, in this order.
func send(packets: Array[RelayPacket]) -> GodwitResult:
	return await _client.request(RelaySend.new(packets))


## Sends packets to others in the room, in this order.
func send_with(message: RelaySend) -> GodwitResult:
	return await _client.request(message)


## Makes a room that relays and does nothing else, and joins it as its host.
func create() -> RoomJoined.Result:
	return RoomJoined.Result.new(await _client.request(RelayCreate.new()))


## Makes a room that relays and does nothing else, and joins it as its host.
func create_with(message: RelayCreate) -> RoomJoined.Result:
	return RoomJoined.Result.new(await _client.request(message))


## Sends a peer out of the room; for the host.
func kick(peer: int) -> GodwitResult:
	return await _client.request(RelayKick.new(peer))


## Lets nobody into the room any more, or players again; for the host.
func lock(is_locked: bool) -> GodwitResult:
	return await _client.request(RelayLock.new(is_locked))


## Makes you, a member of a room that relays, one of its peers; it may be sent right behind the request to join. A
## host that sends nothing for as long as the room waits for its host, not even a Ping, counts as gone.
func open() -> RelayOpened.Result:
	return RelayOpened.Result.new(await _client.request(RelayOpen.new()))


## For the host: it has sent a peer that joined all that the peer must know first, such as which nodes there are,
## so the others may meet it. What they send would be about nodes it does not have yet.
func introduce(peer: int) -> GodwitResult:
	return await _client.request(RelayIntroduce.new(peer))


func _on_received(message: GodwitMessage) -> void:
	received.emit(message as RelayReceived)


func _on_peer_joined(message: GodwitMessage) -> void:
	peer_joined.emit(message as RelayPeerJoined)


func _on_peer_left(message: GodwitMessage) -> void:
	peer_left.emit(message as RelayPeerLeft)


func _on_host_changed(message: GodwitMessage) -> void:
	host_changed.emit(message as RelayHostChanged)
