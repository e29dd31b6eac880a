extends Reference
class_name GodwitRelayApi
## The messages of the server's module "relay".
##
## Generated from the contract; do not edit.

## A packet from another peer. [param message] is a [GodwitRelayReceived].
signal received(message)
## Another peer has joined. The host is told first, and introduces it to the others. [param message] is a
## [GodwitRelayPeerJoined].
signal peer_joined(message)
## A peer is gone for good, possibly one that you have not met. [param message] is a [GodwitRelayPeerLeft].
signal peer_left(message)
## Another peer is now the room's host; if the old one left, you were told before. [param message] is a
## [GodwitRelayHostChanged].
signal host_changed(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(GodwitRelayReceived.TYPE, self, "_on_received")
	client.on(GodwitRelayPeerJoined.TYPE, self, "_on_peer_joined")
	client.on(GodwitRelayPeerLeft.TYPE, self, "_on_peer_left")
	client.on(GodwitRelayHostChanged.TYPE, self, "_on_host_changed")


## Sends packets to others in the room, in this order.
## Await it: var result = yield(Godwit.relay.send(...), "completed"), a GodwitResult without a value.
func send(packets: Array):
	return _client.request(GodwitRelaySend.new(packets))


## Sends packets to others in the room, in this order.
## Await it: var result = yield(Godwit.relay.send_with(...), "completed"), a GodwitResult without a value.
func send_with(message: GodwitRelaySend):
	return _client.request(message)


## Creates a room that only relays, and joins it as its host.
## Await it: var result = yield(Godwit.relay.create(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func create():
	return _client.request(GodwitRelayCreate.new())


## Creates a room that only relays, and joins it as its host.
## Await it: var result = yield(Godwit.relay.create_with(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func create_with(message: GodwitRelayCreate):
	return _client.request(message)


## Kicks a peer out of the room; for the host.
## Await it: var result = yield(Godwit.relay.kick(...), "completed"), a GodwitResult without a value.
func kick(peer: int):
	return _client.request(GodwitRelayKick.new(peer))


## Locks the room to new players, or unlocks it; for the host.
## Await it: var result = yield(Godwit.relay.lock(...), "completed"), a GodwitResult without a value.
func lock(is_locked: bool):
	return _client.request(GodwitRelayLock.new(is_locked))


## Makes you, a member of a room that relays, one of its peers; may be sent right after the join request. A host
## that sends nothing, not even a Ping, for as long as the room waits for its host counts as gone.
## Await it: var result = yield(Godwit.relay.open(...), "completed"), a GodwitResult whose value is a
## [GodwitRelayOpened].
func open():
	return _client.request(GodwitRelayOpen.new())


## For the host: it has sent a newly joined peer everything it must know first, such as which nodes exist, so the
## others may now meet it. Before that, their packets would be about nodes it does not have.
## Await it: var result = yield(Godwit.relay.introduce(...), "completed"), a GodwitResult without a value.
func introduce(peer: int):
	return _client.request(GodwitRelayIntroduce.new(peer))


func _on_received(message: GodwitMessage) -> void:
	emit_signal("received", message)


func _on_peer_joined(message: GodwitMessage) -> void:
	emit_signal("peer_joined", message)


func _on_peer_left(message: GodwitMessage) -> void:
	emit_signal("peer_left", message)


func _on_host_changed(message: GodwitMessage) -> void:
	emit_signal("host_changed", message)
