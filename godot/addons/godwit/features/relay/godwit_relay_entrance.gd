class_name GodwitRelayEntrance
extends RefCounted
## Brings a client into a relaying room, and opens the relay there.

# Where a client keeps its latest peer.
const _PEER := &"godwit_relay_peer"

## How it went.
var result: GodwitResult
## The server's data about the room; null if the client was already in it.
var room: GodwitRoomJoined
## The server's data about the relay; null if it failed.
var opened: GodwitRelayOpened


## Creates or joins a room as [param request] specifies, for [param peer]; without one, uses the room the client is in. First
## leaves the room of an earlier peer of this client that nobody uses any more.
func enter(client: GodwitClient, request: GodwitMessage, peer: GodwitMultiplayerPeer) -> void:
	_connect(client)
	_take_place(client, request, peer)
	# Sent back to back: no second round trip.
	var entering: GodwitRequest = client.start_request(request) if request != null else null
	var opening := client.start_request(GodwitRelayOpen.new())
	if entering != null and not entering.is_settled():
		await entering.completed
	if not opening.is_settled():
		await opening.completed
	result = opening.result
	if entering != null:
		room = entering.result.value as GodwitRoomJoined
		if not entering.result.ok:
			result = entering.result
		elif not opening.result.ok:
			leave(client)
	if result.ok:
		opened = opening.result.value as GodwitRelayOpened


## Leaves the room that [param client] is in.
static func leave(client: GodwitClient) -> void:
	# As a request, because its reply informs those who mirror the room.
	if is_instance_valid(client):
		client.start_request(GodwitRoomLeave.new())


static func _connect(client: GodwitClient) -> void:
	if client.state != GodwitClient.State.DISCONNECTED:
		return
	client.settings.codec = GodwitSettings.Codec.AUTO
	if client.contract.get_hash().is_empty():
		client.contract = GodwitContract.new()
	client.connect_to_server()


static func _take_place(client: GodwitClient, request: GodwitMessage, peer: GodwitMultiplayerPeer) -> void:
	var earlier: GodwitMultiplayerPeer = null
	if client.has_meta(_PEER):
		var kept: WeakRef = client.get_meta(_PEER)
		earlier = kept.get_ref()
	if earlier != null and not earlier.is_in_use():
		# The room the client is in stays the same for the next peer in it.
		earlier.let_go(request != null)
	if earlier == null or earlier.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED:
		client.set_meta(_PEER, weakref(peer))
