class_name GodwitMultiplayerPeer
extends MultiplayerPeerExtension
## Lets Godot's high-level multiplayer run through a room of the server: [code]@rpc[/code], MultiplayerSpawner and
## MultiplayerSynchronizer of a game stay as they are.
## [codeblock]
## var peer := await GodwitMultiplayerPeer.create(Godwit) # the others: await GodwitMultiplayerPeer.join(Godwit, code)
## if peer.result.ok:
##     multiplayer.multiplayer_peer = peer
##     print(peer.room.code)
## [/codeblock]
## A peer's id is its number in the room, from 2 on, and stays the same when its connection breaks and comes back. In a room
## with the authority [code]host[/code], the room's host is peer 1. When it leaves, the server makes another one the host, and
## on each machine the engine is told that those whose id changes are gone and have come again: the old host (1) and the new
## one (its number) disconnect, and the new one connects as 1; on the new host's machine all others disconnect, its own id
## becomes 1, and they connect again, one frame later. The engine frees what the old host had spawned: it can still be read
## while [signal MultiplayerAPI.peer_disconnected] tells of peer 1, and is gone when [signal host_changed] comes; then the new
## host begins as one that has just created the room, and the others connect to it.
## In a room with the authority [code]server[/code], nobody is peer 1 (packets for it go nowhere), no id ever changes, and
## nodes get their authority by [method Node.set_multiplayer_authority].

## Emitted when another peer is the room's host: its id is 1 now where the host has authority, and those whose ids have changed
## connect right afterwards. Both are numbers in the room ([method get_number]), not ids.
signal host_changed(old_number: int, new_number: int, i_am_host: bool)
## Emitted when it is over: left, sent out, or the session was lost. The engine's [signal MultiplayerAPI.server_disconnected]
## follows.
signal ended(code: StringName)

# More than this unread, or nothing read for so long, and the engine has let go of the peer.
const _MOST_UNREAD := 16_384
const _UNREAD_MS := 5_000
const _NEWS := {
	RelayPeerJoined.TYPE: &"_on_peer_joined",
	RelayPeerLeft.TYPE: &"_on_peer_left",
	RelayHostChanged.TYPE: &"_on_host_changed",
}

## How it began; read it before the peer is given to the engine.
var result: GodwitResult
## What the server said of the room; null for a peer from [method in_room].
var room: RoomJoined

var _client: GodwitClient
var _status: ConnectionStatus = CONNECTION_CONNECTING
var _number: int = 0
var _host: int = 0
var _is_host_authority: bool = true
var _max_packet_bytes: int = 0
var _is_greeted: bool = false
var _polled_at_ms: int = 0
var _new_host: RelayHostChanged # until the frame after it came; null otherwise
var _renumbered: Array[int] = [] # whose id changes with it
var _inbox: Array[GodwitMessage] = [] # packets and news of the peers, in order
var _ready: Array[RelayReceived] = [] # what the engine may read before the next news
var _next_ready: int = 0
var _outbox := GodwitRelayOutbox.new() # knows the peers, too
var _target: int = 0
var _channel: int = 0
var _mode: TransferMode = TRANSFER_MODE_RELIABLE
var _is_refusing: bool = false


## Makes a relay room and joins it as its host. Connects [param client] first where it is not, in the binary form.
static func create(client: GodwitClient, request: RelayCreate = RelayCreate.new()) -> GodwitMultiplayerPeer:
	var peer := GodwitMultiplayerPeer.new()
	await peer._enter(client, request)
	return peer


## Joins the room with this code (six characters) or id. Connects [param client] first where it is not, in the binary form.
static func join(client: GodwitClient, code_or_id: String, password: String = "") -> GodwitMultiplayerPeer:
	var request := RoomJoin.new()
	if code_or_id.length() == 6:
		request.code = code_or_id
	else:
		request.room_id = code_or_id
	if not password.is_empty():
		request.password = password
	var peer := GodwitMultiplayerPeer.new()
	await peer._enter(client, request)
	return peer


## A peer in the room that [param client] is in already, e.g. through a lobby; the room's type must relay.
static func in_room(client: GodwitClient) -> GodwitMultiplayerPeer:
	var peer := GodwitMultiplayerPeer.new()
	await peer._enter(client, null)
	return peer


## This player's number in the room, which never changes.
func get_number() -> int:
	return _number


## The number of the room's host.
func get_host_number() -> int:
	return _host


## True when the room's host is peer 1; false when nobody is.
func is_host_authority() -> bool:
	return _is_host_authority


## The number in the room of the peer with this id.
func number_of(id: int) -> int:
	return _host if id == TARGET_PEER_SERVER and _is_host_authority else id


func _notification(what: int) -> void:
	if what == NOTIFICATION_PREDELETE and _status == CONNECTION_CONNECTED and is_instance_valid(_client):
		_client.send(RoomLeave.new())


func _poll() -> void:
	if _status != CONNECTION_CONNECTED:
		return
	# A listener may let go of this peer.
	var _held: GodwitMultiplayerPeer = self
	_polled_at_ms = Time.get_ticks_msec()
	_client.poll()
	_outbox.poll()
	if _outbox.is_overfull():
		_give_up(&"queue.full")
		return
	if not _is_greeted:
		_greet()
	if _new_host != null:
		_take_host()
	if _next_ready >= _ready.size():
		_read_on()


func _get_available_packet_count() -> int:
	return _ready.size() - _next_ready


func _get_packet_script() -> PackedByteArray:
	if _next_ready >= _ready.size():
		return PackedByteArray()
	_next_ready += 1
	return _ready[_next_ready - 1].payload


func _get_packet_peer() -> int:
	return _id_of(_ready[_next_ready].from) if _next_ready < _ready.size() else 0


func _get_packet_channel() -> int:
	return _ready[_next_ready].channel if _next_ready < _ready.size() else 0


func _get_packet_mode() -> TransferMode:
	return _ready[_next_ready].mode as TransferMode if _next_ready < _ready.size() else TRANSFER_MODE_RELIABLE


func _put_packet_script(buffer: PackedByteArray) -> Error:
	if _status != CONNECTION_CONNECTED:
		return ERR_UNCONFIGURED
	if buffer.size() > _get_max_packet_size():
		push_error(
			"Godwit: a packet of %d bytes is larger than %d; see the server's MAX_MESSAGE_BYTES."
			% [buffer.size(), _get_max_packet_size()]
		)
		return ERR_INVALID_DATA
	var number := number_of(absi(_target))
	if number == TARGET_PEER_SERVER:
		# The server reads no packets: there is nobody to send to, or to leave out.
		if _target > 0:
			return OK
		number = 0
	if _target > 0 and not _outbox.peers.has(number):
		return ERR_INVALID_PARAMETER
	if _mode != TRANSFER_MODE_RELIABLE and not _outbox.has_room():
		return OK
	_outbox.add(number if _target > 0 else -number, _channel, _mode, buffer)
	return OK


func _get_max_packet_size() -> int:
	return mini(_max_packet_bytes, GodwitRelayOutbox.most_bytes(_client.max_message_bytes))


func _set_target_peer(p_peer: int) -> void:
	_target = p_peer


func _set_transfer_channel(p_channel: int) -> void:
	_channel = p_channel


func _get_transfer_channel() -> int:
	return _channel


func _set_transfer_mode(p_mode: TransferMode) -> void:
	_mode = p_mode


func _get_transfer_mode() -> TransferMode:
	return _mode


func _get_unique_id() -> int:
	return _id_of(_number)


func _is_server() -> bool:
	return _get_unique_id() == TARGET_PEER_SERVER


func _is_server_relay_supported() -> bool:
	return false


func _get_connection_status() -> ConnectionStatus:
	return _status


func _set_refuse_new_connections(p_enable: bool) -> void:
	_is_refusing = p_enable
	if _status == CONNECTION_CONNECTED and _number == _host:
		_client.send(RelayLock.new(p_enable))


func _is_refusing_new_connections() -> bool:
	return _is_refusing


func _disconnect_peer(p_peer: int, _p_force: bool) -> void:
	if _status == CONNECTION_CONNECTED:
		_outbox.flush()
		_client.send(RelayKick.new(number_of(p_peer)))


func _close() -> void:
	if _status != CONNECTION_CONNECTED:
		return
	_outbox.flush()
	_client.send(RoomLeave.new())
	_end(&"room.left")


func _enter(client: GodwitClient, request: GodwitMessage) -> void:
	_client = client
	_outbox.client = client
	if client.state == GodwitClient.State.DISCONNECTED:
		client.settings.use_binary_codec = true
		if client.contract.get_hash().is_empty():
			client.contract = GodwitContract.new()
		client.connect_to_server()
	_listen()
	# One behind the other: no second round trip.
	var entering: GodwitRequest = client.start_request(request) if request != null else null
	var opening := client.start_request(RelayOpen.new())
	if entering != null and not entering.is_settled():
		await entering.completed
	if not opening.is_settled():
		await opening.completed
	result = opening.result
	if entering != null:
		room = entering.result.value as RoomJoined
		if not entering.result.ok:
			result = entering.result
		elif not opening.result.ok:
			client.send(RoomLeave.new())
	if not result.ok:
		_end(result.code)
		return
	var opened := opening.result.value as RelayOpened
	_number = opened.peer
	_host = opened.host
	_is_host_authority = opened.authority == "host"
	_outbox.peers = opened.peers
	_outbox.roster = opened.roster
	_max_packet_bytes = opened.max_packet_bytes
	_polled_at_ms = Time.get_ticks_msec()
	_status = CONNECTION_CONNECTED


func _listen() -> void:
	# A session that began anew has no place in the room.
	_client.connected.connect(_lose.bind(&"session.lost").unbind(1))
	_client.disconnected.connect(_lose.bind(&"link.closed").unbind(2))
	for type: int in _NEWS:
		_client.on(type, _on_news)
	_client.on(RelayReceived.TYPE, _on_news)
	_client.on(RoomLeft.TYPE, _on_room_left)


func _end(code: StringName) -> void:
	var before := _status
	_status = CONNECTION_DISCONNECTED
	if before == CONNECTION_CONNECTED:
		ended.emit(code)


func _greet() -> void:
	_is_greeted = true
	if not _is_host_authority:
		peer_connected.emit(TARGET_PEER_SERVER)
	_connect_peers(_outbox.peers.duplicate())


# The host first: its coming is what games take for being connected.
func _connect_peers(numbers: Array[int]) -> void:
	if _is_host_authority and numbers.has(_host):
		peer_connected.emit(TARGET_PEER_SERVER)
		numbers.erase(_host)
	for number in numbers:
		peer_connected.emit(number)


func _read_on() -> void:
	_ready.clear()
	_next_ready = 0
	var count: int = 0
	while count < _inbox.size() and _new_host == null and _status == CONNECTION_CONNECTED:
		var packet := _inbox[count] as RelayReceived
		if packet != null:
			_ready.append(packet)
		elif not _ready.is_empty():
			break
		else:
			var handler: StringName = _NEWS[_inbox[count].type]
			call(handler, _inbox[count])
		count += 1
	_inbox = _inbox.slice(count)


func _id_of(number: int) -> int:
	return TARGET_PEER_SERVER if _is_host_authority and number == _host else number


func _give_up(code: StringName) -> void:
	_client.send(RoomLeave.new())
	_end(code)


func _on_news(message: GodwitMessage) -> void:
	if _status != CONNECTION_CONNECTED:
		return
	_inbox.append(message)
	if _inbox.size() > _MOST_UNREAD or Time.get_ticks_msec() - _polled_at_ms > _UNREAD_MS:
		_give_up(&"queue.full")


func _on_peer_joined(news: RelayPeerJoined) -> void:
	_outbox.flush()
	_outbox.roster = news.roster
	_outbox.peers.append(news.peer)
	peer_connected.emit(_id_of(news.peer))
	if _number == _host:
		_introduce.call_deferred(news.peer)


# The newcomer has all that the engine tells it of the nodes here before the others speak of them.
func _introduce(number: int) -> void:
	_outbox.flush()
	if _status == CONNECTION_CONNECTED:
		_outbox.post([RelayIntroduce.new(number)])


func _on_peer_left(news: RelayPeerLeft) -> void:
	_outbox.flush()
	_outbox.roster = news.roster
	if not _outbox.peers.has(news.peer):
		return
	_outbox.peers.erase(news.peer)
	peer_disconnected.emit(_id_of(news.peer))


func _on_host_changed(news: RelayHostChanged) -> void:
	_new_host = news
	var hosts: Array[int] = [_host, news.host]
	_renumbered = []
	if _is_host_authority:
		_renumbered = _outbox.peers.filter(func(number: int) -> bool: return _number in hosts or number in hosts)
	for number in _renumbered:
		peer_disconnected.emit(_id_of(number))
	_outbox.flush()


# A frame later: what the engine has freed is gone, and its names may be used again.
func _take_host() -> void:
	var old := _host
	_host = _new_host.host
	_outbox.roster = _new_host.roster
	_new_host = null
	host_changed.emit(old, _host, _host == _number)
	_connect_peers(_renumbered)


func _on_room_left(news: RoomLeft) -> void:
	_lose(StringName(news.code))


func _lose(code: StringName) -> void:
	if _status == CONNECTION_CONNECTED:
		_end(code)
