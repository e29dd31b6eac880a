class_name GodwitLink
extends Reference
## One WebSocket from opening to end. Handles frames, not messages; each attempt uses a new link.

## Emitted once, when frames can be sent.
signal opened()
## Emitted for each frame received, with a PoolByteArray.
signal frame_received(frame)
## Emitted once when the link ended on its own, never after close(). Code and reason are the server's; 1006 if
## it was cut or could not be made.
signal closed(code, reason)

# Prefix of a ticket in the list of subprotocols.
const _TICKET_PROTOCOL := "godwit.ticket."
# How long a server has to answer our close before the socket is dropped.
const _CLOSE_TIMEOUT_MS := 1000

var _socket := WebSocketClient.new()
var _write_mode: int = WebSocketPeer.WRITE_MODE_TEXT
var _outbound_buffer_bytes: int = 0
var _is_open: bool = false
var _is_over: bool = false
var _has_ended: bool = false
var _frames: Array = [] # arrived during this poll
var _close_code: int = GodwitClose.ABNORMAL
var _close_reason: String = ""
var _drop_at_ms: int = 0


## Starts to connect; opened or closed follows from poll(). A ticket signs the player in before there is a WebSocket;
## without a valid one the server refuses the connection.
func open(url: String, codec: GodwitCodec, settings: GodwitSettings, ticket: String = "") -> void:
	_write_mode = WebSocketPeer.WRITE_MODE_TEXT if codec.is_text() else WebSocketPeer.WRITE_MODE_BINARY
	_outbound_buffer_bytes = settings.outbound_buffer_bytes
	_socket.verify_ssl = settings.verify_tls
	_socket.trusted_ssl_certificate = settings.trusted_certificate
	_socket.connect("data_received", self, "_on_data_received")
	_socket.connect("server_close_request", self, "_on_server_close_request")
	_socket.connect("connection_closed", self, "_on_connection_closed")
	_socket.connect("connection_error", self, "_on_connection_error")
	var inbound_kib := int(ceil(settings.inbound_buffer_bytes / 1024.0))
	var outbound_kib := int(ceil(settings.outbound_buffer_bytes / 1024.0))
	var packets: int = settings.max_queued_packets
	var error := _socket.set_buffers(inbound_kib, packets, outbound_kib, packets)
	if error == OK:
		var protocols := PoolStringArray([codec.get_subprotocol()])
		if ticket != "":
			# The only header that a browser lets a page set.
			protocols.append(_TICKET_PROTOCOL + ticket)
		error = _socket.connect_to_url(url, protocols)
	# The next poll reports it like every other failed attempt.
	_has_ended = error != OK


## Moves bytes and emits what happened; call it every frame.
func poll() -> void:
	if _is_over:
		return
	if not _has_ended:
		_socket.poll()
	# Godot 3.6 ends a link without any signal when it could not read the server's close.
	var status := _socket.get_connection_status()
	if status == NetworkedMultiplayerPeer.CONNECTION_DISCONNECTED:
		_has_ended = true
	elif status == NetworkedMultiplayerPeer.CONNECTION_CONNECTED and not _is_open:
		_open()

	# The engine emits its signals from inside its poll, where the game must not close the socket; hence the list.
	var frames := _frames
	_frames = []
	for frame in frames:
		if _is_over:
			return
		emit_signal("frame_received", frame)
	if _has_ended and not _is_over:
		_is_over = true
		emit_signal("closed", _close_code, _close_reason)


## Queues one frame. Returns an error code, empty if nothing is wrong.
func send(frame: PoolByteArray) -> String:
	var peer := _socket.get_peer(1)
	if _has_ended or not peer.is_connected_to_host():
		return "link.closed"
	# Godot 3.2 can't tell what is already waiting, so only the frame itself counts there.
	var waiting := 0
	if peer.has_method("get_current_outbound_buffered_amount"):
		waiting = peer.call("get_current_outbound_buffered_amount")
	if waiting + frame.size() > _outbound_buffer_bytes:
		return "link.congested"
	if peer.put_packet(frame) == OK:
		return ""
	# A link that turns out to be broken is closed by the attempt.
	return "link.congested" if peer.is_connected_to_host() else "link.closed"


## Ends the link from our side and emits nothing more; call finish() until it returns true.
func close(code: int, reason: String, now_ms: int) -> void:
	_is_over = true
	_drop_at_ms = now_ms + _CLOSE_TIMEOUT_MS
	if not _has_ended:
		_socket.disconnect_from_host(code, reason)


## Waits for the server's answer to our close, then drops the socket. Returns true when nothing is left to do.
func finish(now_ms: int) -> bool:
	if _has_ended or now_ms >= _drop_at_ms:
		return true
	_socket.poll()
	return _socket.get_connection_status() == NetworkedMultiplayerPeer.CONNECTION_DISCONNECTED


func _open() -> void:
	_is_open = true
	var peer := _socket.get_peer(1)
	peer.set_write_mode(_write_mode)
	# Small packets must not be held back (Nagle); browsers never hold them back.
	if not OS.has_feature("HTML5"):
		peer.set_no_delay(true)
	emit_signal("opened")


func _on_data_received() -> void:
	_frames.append(_socket.get_peer(1).get_packet())


func _on_server_close_request(code: int, reason: String) -> void:
	_close_code = code if code > 0 else GodwitClose.NO_CODE
	_close_reason = reason


func _on_connection_closed(_was_clean: bool) -> void:
	_has_ended = true


func _on_connection_error() -> void:
	_has_ended = true
