extends Reference
class_name GodwitRelayApi
## The messages of the server's module "relay".
##
## Generated from the contract; do not edit.

## A packet from another peer. [param message] is a [GodwitRelayReceived].
signal received(message)
## Another peer is there now. The host hears of it first, and introduces it to the others. [param message] is a
## [GodwitRelayPeerJoined].
signal peer_joined(message)
## A peer is gone for good, one perhaps that you have not met. [param message] is a [GodwitRelayPeerLeft].
signal peer_left(message)
## Another peer is the room's host now; if it left, that was told before. [param message] is a
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


## Makes a room that relays and does nothing else, and joins it as its host.
## Await it: var result = yield(Godwit.relay.create(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func create():
	return _client.request(GodwitRelayCreate.new())


## Makes a room that relays and does nothing else, and joins it as its host.
## Await it: var result = yield(Godwit.relay.create_with(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func create_with(message: GodwitRelayCreate):
	return _client.request(message)


## Sends a peer out of the room; for the host.
## Await it: var result = yield(Godwit.relay.kick(...), "completed"), a GodwitResult without a value.
func kick(peer: int):
	return _client.request(GodwitRelayKick.new(peer))


## Lets nobody into the room any more, or players again; for the host.
## Await it: var result = yield(Godwit.relay.lock(...), "completed"), a GodwitResult without a value.
func lock(is_locked: bool):
	return _client.request(GodwitRelayLock.new(is_locked))


## Makes you, a member of a room that relays, one of its peers; it may be sent right behind the request to join. A
## host that sends nothing for as long as the room waits for its host, not even a Ping, counts as gone.
## Await it: var result = yield(Godwit.relay.open(...), "completed"), a GodwitResult whose value is a
## [GodwitRelayOpened].
func open():
	return _client.request(GodwitRelayOpen.new())


## For the host: it has sent a peer that joined all that the peer must know first, such as which nodes there are,
## so the others may meet it. What they send would be about nodes it does not have yet.
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
