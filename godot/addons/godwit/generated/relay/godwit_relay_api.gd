class_name GodwitRelayApi
extends RefCounted
## The messages of the server's module "relay".
##
## Generated from the contract; do not edit.

## A packet from another peer.
signal received(message: GodwitRelayReceived)
## Another peer is there now. The host hears of it first, and introduces it to the others.
signal peer_joined(message: GodwitRelayPeerJoined)
## A peer is gone for good, one perhaps that you have not met.
signal peer_left(message: GodwitRelayPeerLeft)
## Another peer is the room's host now; if it left, that was told before.
signal host_changed(message: GodwitRelayHostChanged)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitRelayReceived.TYPE, _on_received)
	client.on(GodwitRelayPeerJoined.TYPE, _on_peer_joined)
	client.on(GodwitRelayPeerLeft.TYPE, _on_peer_left)
	client.on(GodwitRelayHostChanged.TYPE, _on_host_changed)


## Sends packets to others in the room, in this order.
func send(packets: Array[GodwitRelayPacket]) -> GodwitResult:
	return await _client.request(GodwitRelaySend.new(packets))


## Sends packets to others in the room, in this order.
func send_with(message: GodwitRelaySend) -> GodwitResult:
	return await _client.request(message)


## Makes a room that relays and does nothing else, and joins it as its host.
func create() -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(GodwitRelayCreate.new()))


## Makes a room that relays and does nothing else, and joins it as its host.
func create_with(message: GodwitRelayCreate) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(message))


## Sends a peer out of the room; for the host.
func kick(peer: int) -> GodwitResult:
	return await _client.request(GodwitRelayKick.new(peer))


## Lets nobody into the room any more, or players again; for the host.
func lock(is_locked: bool) -> GodwitResult:
	return await _client.request(GodwitRelayLock.new(is_locked))


## Makes you, a member of a room that relays, one of its peers; it may be sent right behind the request to join. A
## host that sends nothing for as long as the room waits for its host, not even a Ping, counts as gone.
func open() -> GodwitRelayOpened.Result:
	return GodwitRelayOpened.Result.new(await _client.request(GodwitRelayOpen.new()))


## For the host: it has sent a peer that joined all that the peer must know first, such as which nodes there are,
## so the others may meet it. What they send would be about nodes it does not have yet.
func introduce(peer: int) -> GodwitResult:
	return await _client.request(GodwitRelayIntroduce.new(peer))


func _on_received(message: GodwitMessage) -> void:
	received.emit(message as GodwitRelayReceived)


func _on_peer_joined(message: GodwitMessage) -> void:
	peer_joined.emit(message as GodwitRelayPeerJoined)


func _on_peer_left(message: GodwitMessage) -> void:
	peer_left.emit(message as GodwitRelayPeerLeft)


func _on_host_changed(message: GodwitMessage) -> void:
	host_changed.emit(message as GodwitRelayHostChanged)
