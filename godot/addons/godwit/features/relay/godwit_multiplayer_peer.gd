class_name GodwitMultiplayerPeer
extends MultiplayerPeerExtension
## Runs Godot's high-level multiplayer through a room on the server: a game's [code]@rpc[/code], MultiplayerSpawner and
## MultiplayerSynchronizer work unchanged.
## [codeblock]
## var peer := await GodwitMultiplayerPeer.create(Godwit) # the others: await GodwitMultiplayerPeer.join(Godwit, code)
## if peer.result.ok:
##     multiplayer.multiplayer_peer = peer
##     print(peer.room.code)
## [/codeblock]
## As with ENet, a peer that has joined is connecting until the engine is told of peer 1, in its next poll.
## A peer's id is its number in the room, from 2 on, and stays the same when its connection drops and comes back. In a room
## with authority [code]host[/code], the room's host is peer 1. What happens when it leaves, or is silent for too long, was
## chosen when the room was created. With [constant END], the others see peer 1, and then the server, disconnect.
## With [constant MIGRATE], the server makes another peer the host, and on each machine the engine sees the peers whose id
## changes leave and come back: the old host (1) and the new one (its number) disconnect, and the new one connects as
## 1; on the new host's machine all others disconnect, its own id becomes 1, and they connect again, one frame later. The
## engine frees what the old host spawned: it can still be read on [signal MultiplayerAPI.peer_disconnected] for peer 1, and
## is gone when [signal host_changed] is emitted; the new host then starts out as if it had just created the room.
## In a room with authority [code]server[/code], nobody is peer 1 (packets for it are discarded), ids never change, and
## nodes get their authority from [method Node.set_multiplayer_authority].

## Emitted when another peer becomes the room's host: its id is now 1 if the host has authority, and peers whose ids changed
## connect right after. Both are numbers in the room ([method get_number]), not ids.
signal host_changed(old_number: int, new_number: int, i_am_host: bool)
## Emitted when it is over: left, kicked, the host is gone ([code]&"relay.host_left"[/code]), or the session was lost. The
## engine's [signal MultiplayerAPI.server_disconnected] follows.
signal ended(code: StringName)

## For [member GodwitRelayCreate.on_host_left]: the game ends for everybody. The default if the host is peer 1.
const END := "end"
## For [member GodwitRelayCreate.on_host_left]: another peer becomes the host. The default if nobody is peer 1.
const MIGRATE := "migrate"

# If more than this is unread, or an engine that has dropped the peer reads nothing for this long, it is over.
const _MOST_UNREAD := 16_384
const _UNREAD_MS := 5_000
const _MOST_CHANNEL := 255
const _NEWS := {
	GodwitRelayPeerJoined.TYPE: &"_on_peer_joined",
	GodwitRelayPeerLeft.TYPE: &"_on_peer_left",
	GodwitRelayHostChanged.TYPE: &"_on_host_changed",
	GodwitRoomLeft.TYPE: &"_on_room_left",
}

## How creating or joining ended; check it before giving the peer to the engine.
var result: GodwitResult
## The server's data about the room; null for a peer from [method in_room].
var room: GodwitRoomJoined

var _client: GodwitClient
var _status: ConnectionStatus = CONNECTION_CONNECTING
var _is_in: bool = false # in the room
var _is_greeted: bool = false
var _was_given: bool = false # to the engine
var _polled_at_ms: int = 0
var _roster := GodwitRelayRoster.new()
var _inbox := GodwitRelayInbox.new()
var _outbox := GodwitRelayOutbox.new(_roster)
var _target: int = 0
var _channel: int = 0
var _mode: TransferMode = TRANSFER_MODE_RELIABLE
var _is_refusing: bool = false


## Creates a relay room and joins it as its host. Connects [param client] first if needed, with the binary encoding. First leaves
## the room of an earlier peer of this client that the engine no longer has.
static func create(client: GodwitClient, request: GodwitRelayCreate = GodwitRelayCreate.new()) -> GodwitMultiplayerPeer:
	var peer := GodwitMultiplayerPeer.new()
	await peer._enter(client, request)
	return peer


## Joins the room with this code (six characters) or id. Connects [param client] first if needed, with the binary encoding, and
## leaves an earlier peer's room, as [method create] does.
static func join(client: GodwitClient, code_or_id: String, password: String = "") -> GodwitMultiplayerPeer:
	var request := GodwitRoomJoin.new()
	if code_or_id.length() == 6:
		request.code = code_or_id
	else:
		request.room_id = code_or_id
	if not password.is_empty():
		request.password = password
	var peer := GodwitMultiplayerPeer.new()
	await peer._enter(client, request)
	return peer


## A peer in the room that [param client] is already in, e.g. through a lobby; the room's type must relay.
static func in_room(client: GodwitClient) -> GodwitMultiplayerPeer:
	var peer := GodwitMultiplayerPeer.new()
	await peer._enter(client, null)
	return peer


## This player's number in the room, which never changes.
func get_number() -> int:
	return _roster.number


## The number of the room's host.
func get_host_number() -> int:
	return _roster.host


## True if the room's host is peer 1; false if nobody is.
func is_host_authority() -> bool:
	return _roster.is_host_authority


## The number in the room of the peer with this id.
func number_of(id: int) -> int:
	return _roster.number_of(id)


## True while the engine has this peer, or something else polls it.
func is_in_use() -> bool:
	for connection: Dictionary in peer_connected.get_connections():
		var listener: Callable = connection["callable"]
		if listener.get_object() is MultiplayerAPI:
			return true
	return not _was_given and _polled_at_ms > 0 and Time.get_ticks_msec() - _polled_at_ms < _UNREAD_MS


## For [GodwitRelayEntrance]: another peer replaces this one, in this room or another.
func let_go(is_left: bool) -> void:
	if not is_left:
		_is_in = false
	_close()


func _notification(what: int) -> void:
	if what == NOTIFICATION_PREDELETE and _is_in:
		GodwitRelayEntrance.leave(_client)


func _poll() -> void:
	if not _is_in:
		return
	# A listener may drop the last reference to this peer.
	var _held: GodwitMultiplayerPeer = self
	_polled_at_ms = Time.get_ticks_msec()
	_was_given = _was_given or is_in_use()
	_client.poll()
	_outbox.poll()
	if _outbox.is_overfull() and not _inbox.is_over:
		GodwitRelayEntrance.leave(_client)
		_lose(&"queue.full")
	if not _is_greeted:
		_greet()
	if _roster.new_host != null:
		_take_host()
	if _is_greeted:
		_read_on()


func _get_available_packet_count() -> int:
	return _inbox.count_packets()


func _get_packet_script() -> PackedByteArray:
	return _inbox.take_packet()


func _get_packet_peer() -> int:
	var packet := _inbox.get_packet()
	return _roster.id_of(packet.from) if packet != null else 0


func _get_packet_channel() -> int:
	var packet := _inbox.get_packet()
	return packet.channel if packet != null else 0


func _get_packet_mode() -> TransferMode:
	var packet := _inbox.get_packet()
	return packet.mode as TransferMode if packet != null else TRANSFER_MODE_RELIABLE


func _put_packet_script(buffer: PackedByteArray) -> Error:
	if _status != CONNECTION_CONNECTED:
		return ERR_UNCONFIGURED
	if buffer.size() > GodwitRelayPieces.MOST_BYTES:
		push_error("Godwit: a packet of %d bytes is larger than %d; send it in parts." % [buffer.size(), GodwitRelayPieces.MOST_BYTES])
		return ERR_INVALID_DATA
	if _channel < 0 or _channel > _MOST_CHANNEL:
		push_error("Godwit: there is no channel %d; they go from 0 to %d." % [_channel, _MOST_CHANNEL])
		return ERR_INVALID_PARAMETER
	var number := number_of(absi(_target))
	if number == TARGET_PEER_SERVER:
		# The server reads no packets: there is nobody to send to, or to exclude.
		if _target > 0:
			return OK
		number = 0
	if number != 0 and not _roster.peers.has(number):
		return ERR_INVALID_PARAMETER
	if _inbox.is_over or (_mode != TRANSFER_MODE_RELIABLE and not _outbox.has_room()):
		return OK
	_outbox.add(number if _target > 0 else -number, _channel, _mode, buffer)
	return OK


func _get_max_packet_size() -> int:
	return GodwitRelayPieces.MOST_BYTES


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
	return _roster.id_of(_roster.number)


func _is_server() -> bool:
	return _roster.is_server()


func _is_server_relay_supported() -> bool:
	return false


func _get_connection_status() -> ConnectionStatus:
	return _status


func _set_refuse_new_connections(p_enable: bool) -> void:
	_is_refusing = p_enable
	if _is_in and _roster.is_host():
		_client.send(GodwitRelayLock.new(p_enable))


func _is_refusing_new_connections() -> bool:
	return _is_refusing


# A peer disconnected by force is gone immediately, without notice, as with ENet.
func _disconnect_peer(p_peer: int, p_force: bool) -> void:
	var number := number_of(p_peer)
	if _status != CONNECTION_CONNECTED or not _roster.peers.has(number):
		return
	if _roster.is_host():
		_outbox.post(GodwitRelayKick.new(number))
		if p_force:
			_roster.peers.erase(number)
			_inbox.forget(number)
	elif number == _roster.host:
		_outbox.flush(true)
		GodwitRelayEntrance.leave(_client)
		_lose(&"room.left")


func _close() -> void:
	if _status == CONNECTION_DISCONNECTED:
		return
	if _is_in:
		_outbox.flush(true)
		GodwitRelayEntrance.leave(_client)
	_end(&"room.left")


func _enter(client: GodwitClient, request: GodwitMessage) -> void:
	_client = client
	_outbox.client = client
	var entrance := GodwitRelayEntrance.new()
	_listen()
	await entrance.enter(client, request, self)
	result = entrance.result
	room = entrance.room
	if result.ok and _status == CONNECTION_DISCONNECTED:
		# Closed in the meantime.
		if request != null:
			GodwitRelayEntrance.leave(client)
		result = GodwitResult.failed(&"room.left")
	if not result.ok:
		_end(result.code)
		return
	_roster.open(entrance.opened)
	_outbox.open(entrance.opened)
	_is_in = true
	if _is_server():
		_status = CONNECTION_CONNECTED


func _listen() -> void:
	# A new session has no place in the room.
	_client.connected.connect(_lose.bind(&"session.lost").unbind(1))
	_client.disconnected.connect(_lose.bind(&"link.closed").unbind(2))
	for type: int in _NEWS:
		_client.on(type, _on_news)
	_client.on(GodwitRelayReceived.TYPE, _on_news)


func _end(code: StringName) -> void:
	var was_in := _is_in
	_is_in = false
	_status = CONNECTION_DISCONNECTED
	if was_in:
		ended.emit(code)


# A joined peer counts as connected once the engine can be told of peer 1; what happens before that is not news to it.
func _greet() -> void:
	while not _roster.has_server():
		var news := _inbox.skip_to_news()
		if news is GodwitRoomLeft:
			_end(StringName((news as GodwitRoomLeft).code))
		if news == null or not _is_in:
			return
		_roster.take_quietly(news)
	_is_greeted = true
	_status = CONNECTION_CONNECTED
	_roster.greet(self)


func _read_on() -> void:
	while _inbox.count_packets() == 0 and _roster.new_host == null and _is_in:
		var news := _inbox.read_on()
		if news == null:
			return
		var handler: StringName = _NEWS[news.type]
		call(handler, news)


func _lose(code: StringName) -> void:
	if _is_in:
		_inbox.add(GodwitRoomLeft.new("", code))


func _on_news(message: GodwitMessage) -> void:
	if not _is_in:
		return
	_inbox.add(message)
	var is_unread := _was_given and Time.get_ticks_msec() - _polled_at_ms > _UNREAD_MS and not is_in_use()
	if is_unread or _inbox.size() > _MOST_UNREAD:
		GodwitRelayEntrance.leave(_client)
		_end(&"queue.full")


func _on_peer_joined(news: GodwitRelayPeerJoined) -> void:
	_outbox.flush()
	_roster.add(news, self)
	if _roster.is_host():
		_introduce.call_deferred(news.peer)


# The newcomer gets everything the engine says about the nodes here before the other peers mention them.
func _introduce(number: int) -> void:
	if _is_in:
		_outbox.post(GodwitRelayIntroduce.new(number))


func _on_peer_left(news: GodwitRelayPeerLeft) -> void:
	_outbox.flush()
	_inbox.forget(news.peer)
	_roster.remove(news, self)


func _on_host_changed(news: GodwitRelayHostChanged) -> void:
	_roster.begin_host_change(news, self)
	for number in _roster.renumbered:
		_inbox.forget(number)
	_outbox.flush()


func _take_host() -> void:
	if _is_refusing and _roster.number == _roster.new_host.host:
		_client.send(GodwitRelayLock.new(true))
	# What the engine has since said about nodes it was about to free is not meant for the new game.
	_outbox.flush()
	var old := _roster.host
	_roster.end_host_change()
	host_changed.emit(old, _roster.host, _roster.is_host())
	_roster.connect_renumbered(self)


# As with ENet: first peer 1 is gone, then the server.
func _on_room_left(news: GodwitRoomLeft) -> void:
	if not _is_server() and _roster.has_server():
		peer_disconnected.emit(TARGET_PEER_SERVER)
	_end(StringName(news.code))
