class_name GodwitRelayRoster
extends RefCounted
## Who is in the relay, by room number, and which ids the engine has for them.

## Our own number; 0 before we are in.
var number: int = 0
## The number of the room's host.
var host: int = 0
## True if the host is peer 1; false if nobody is.
var is_host_authority: bool = true
## The numbers of the others.
var peers: Array[int] = []
## The number of the last peer news.
var version: int = 0
## The news of a host change, from when the engine was told that the peers whose ids change are gone until it is told that they
## are back; null otherwise.
var new_host: GodwitRelayHostChanged
## The peers whose ids change with it.
var renumbered: Array[int] = []


## Applies the server's data about the room.
func open(opened: GodwitRelayOpened) -> void:
	number = opened.peer
	host = opened.host
	is_host_authority = opened.authority == "host"
	peers = opened.peers
	version = opened.roster


## The id that the engine has for the peer with this number.
func id_of(of_number: int) -> int:
	return MultiplayerPeer.TARGET_PEER_SERVER if is_host_authority and of_number == host and number != 0 else of_number


## The number of the peer with this id.
func number_of(id: int) -> int:
	return host if id == MultiplayerPeer.TARGET_PEER_SERVER and is_host_authority else id


## True if this is the room's host.
func is_host() -> bool:
	return number == host


## True if our own id is 1.
func is_server() -> bool:
	return is_host_authority and is_host() and number != 0


## True if the engine may be told that there is a peer 1, or has 1 as its own id.
func has_server() -> bool:
	return not is_host_authority or is_host() or peers.has(host)


## Tells [param peer] who is there.
func greet(peer: GodwitMultiplayerPeer) -> void:
	if not is_host_authority:
		peer.peer_connected.emit(MultiplayerPeer.TARGET_PEER_SERVER)
	_connect_all(peers.duplicate(), peer)


## Applies news before anyone was told who is there.
func take_quietly(news: GodwitMessage) -> void:
	match news.type:
		GodwitRelayPeerJoined.TYPE:
			version = (news as GodwitRelayPeerJoined).roster
			peers.append((news as GodwitRelayPeerJoined).peer)
		GodwitRelayPeerLeft.TYPE:
			version = (news as GodwitRelayPeerLeft).roster
			peers.erase((news as GodwitRelayPeerLeft).peer)
		GodwitRelayHostChanged.TYPE:
			version = (news as GodwitRelayHostChanged).roster
			host = (news as GodwitRelayHostChanged).host


## A peer joined.
func add(news: GodwitRelayPeerJoined, peer: GodwitMultiplayerPeer) -> void:
	version = news.roster
	peers.append(news.peer)
	peer.peer_connected.emit(id_of(news.peer))


## A peer left.
func remove(news: GodwitRelayPeerLeft, peer: GodwitMultiplayerPeer) -> void:
	version = news.roster
	if not peers.has(news.peer):
		return
	peers.erase(news.peer)
	peer.peer_disconnected.emit(id_of(news.peer))


## The host will change: the peers whose ids change are gone.
func begin_host_change(news: GodwitRelayHostChanged, peer: GodwitMultiplayerPeer) -> void:
	new_host = news
	renumbered = []
	if is_host_authority:
		for other in peers:
			if number in [host, news.host] or other in [host, news.host]:
				renumbered.append(other)
	for other in renumbered:
		peer.peer_disconnected.emit(id_of(other))


## The host changed. A frame later than the peers left: what the engine freed is gone, and its names can be reused.
func end_host_change() -> void:
	host = new_host.host
	version = new_host.roster
	new_host = null


## The peers whose ids changed are back.
func connect_renumbered(peer: GodwitMultiplayerPeer) -> void:
	_connect_all(renumbered, peer)


# The host first: games take its arrival as being connected.
func _connect_all(numbers: Array[int], peer: GodwitMultiplayerPeer) -> void:
	if is_host_authority and numbers.has(host):
		numbers.erase(host)
		peer.peer_connected.emit(MultiplayerPeer.TARGET_PEER_SERVER)
	for other in numbers:
		peer.peer_connected.emit(other)
