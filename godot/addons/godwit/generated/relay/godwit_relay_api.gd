class_name GodwitRelayApi
extends RefCounted
## The messages of the server's module "relay".
##
## Generated from the contract; do not edit.

## A packet from another peer.
signal received(message: GodwitRelayReceived)
## Another peer has joined. The host is told first, and introduces it to the others.
signal peer_joined(message: GodwitRelayPeerJoined)
## A peer is gone for good, possibly one that you have not met.
signal peer_left(message: GodwitRelayPeerLeft)
## Another peer is now the room's host; if the old one left, you were told before.
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


## Creates a room that only relays, and joins it as its host.
func create() -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(GodwitRelayCreate.new()))


## Creates a room that only relays, and joins it as its host.
func create_with(message: GodwitRelayCreate) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(message))


## Kicks a peer out of the room; for the host.
func kick(peer: int) -> GodwitResult:
	return await _client.request(GodwitRelayKick.new(peer))


## Locks the room to new players, or unlocks it; for the host.
func lock(is_locked: bool) -> GodwitResult:
	return await _client.request(GodwitRelayLock.new(is_locked))


## Makes you, a member of a room that relays, one of its peers; may be sent right after the join request. A host
## that sends nothing, not even a Ping, for as long as the room waits for its host counts as gone.
func open() -> GodwitRelayOpened.Result:
	return GodwitRelayOpened.Result.new(await _client.request(GodwitRelayOpen.new()))


## For the host: it has sent a newly joined peer everything it must know first, such as which nodes exist, so the
## others may now meet it. Before that, their packets would be about nodes it does not have.
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
