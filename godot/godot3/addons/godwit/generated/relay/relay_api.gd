extends Reference
class_name RelayApi
## The messages of the server's module "relay".
##
## Generated from the contract; do not edit.

## A packet from another peer. [param message] is a [RelayReceived].
signal received(message)
## Another peer is there now. The host hears of it first, and introduces it to the others. [param message] is a
## [RelayPeerJoined].
signal peer_joined(message)
## A peer is gone for good, one perhaps that you have not met. [param message] is a [RelayPeerLeft].
signal peer_left(message)
## Another peer is the room's host now; if it left, that was told before. [param message] is a [RelayHostChanged].
signal host_changed(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(RelayReceived.TYPE, self, "_on_received")
	client.on(RelayPeerJoined.TYPE, self, "_on_peer_joined")
	client.on(RelayPeerLeft.TYPE, self, "_on_peer_left")
	client.on(RelayHostChanged.TYPE, self, "_on_host_changed")


## Sends packets to others in the room, in this order.
## Await it: var result = yield(Godwit.relay.send(...), "completed"), a GodwitResult without a value.
func send(packets: Array):
	return _client.request(RelaySend.new(packets))


## Sends packets to others in the room, in this order.
## Await it: var result = yield(Godwit.relay.send_with(...), "completed"), a GodwitResult without a value.
func send_with(message: RelaySend):
	return _client.request(message)


## Makes a room that relays and does nothing else, and joins it as its host.
## Await it: var result = yield(Godwit.relay.create(...), "completed"), a GodwitResult whose value is a
## [RoomJoined].
func create():
	return _client.request(RelayCreate.new())


## Makes a room that relays and does nothing else, and joins it as its host.
## Await it: var result = yield(Godwit.relay.create_with(...), "completed"), a GodwitResult whose value is a
## [RoomJoined].
func create_with(message: RelayCreate):
	return _client.request(message)


## Sends a peer out of the room; for the host.
## Await it: var result = yield(Godwit.relay.kick(...), "completed"), a GodwitResult without a value.
func kick(peer: int):
	return _client.request(RelayKick.new(peer))


## Lets nobody into the room any more, or players again; for the host.
## Await it: var result = yield(Godwit.relay.lock(...), "completed"), a GodwitResult without a value.
func lock(is_locked: bool):
	return _client.request(RelayLock.new(is_locked))


## Makes you, a member of a room that relays, one of its peers; it may be sent right behind the request to join. A
## host that sends nothing for as long as the room waits for its host, not even a Ping, counts as gone.
## Await it: var result = yield(Godwit.relay.open(...), "completed"), a GodwitResult whose value is a
## [RelayOpened].
func open():
	return _client.request(RelayOpen.new())


## For the host: it has sent a peer that joined all that the peer must know first, such as which nodes there are,
## so the others may meet it. What they send would be about nodes it does not have yet.
## Await it: var result = yield(Godwit.relay.introduce(...), "completed"), a GodwitResult without a value.
func introduce(peer: int):
	return _client.request(RelayIntroduce.new(peer))


func _on_received(message: GodwitMessage) -> void:
	emit_signal("received", message)


func _on_peer_joined(message: GodwitMessage) -> void:
	emit_signal("peer_joined", message)


func _on_peer_left(message: GodwitMessage) -> void:
	emit_signal("peer_left", message)


func _on_host_changed(message: GodwitMessage) -> void:
	emit_signal("host_changed", message)
