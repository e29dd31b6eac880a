class_name GodwitLink
extends RefCounted
## One WebSocket from opening to end. Handles frames, not messages; each attempt uses a new link.

## Emitted once, when frames can be sent.
signal opened
## Emitted for each frame received.
signal frame_received(frame: PackedByteArray)
## Emitted once when the link ended on its own, never after [method close]. Code and reason are the server's;
## 1006 if it was cut or could not be made.
signal closed(code: int, reason: String)

# The engine's own reason for a close it could not read.
const _UNREADABLE_CLOSE := "Protocol error"
# Prefix of a ticket in the list of subprotocols.
const _TICKET_PROTOCOL := "godwit.ticket."
# How long a server has to answer our close before the socket is dropped.
const _CLOSE_TIMEOUT_MS := 1_000

var _peer := WebSocketPeer.new()
var _write_mode: WebSocketPeer.WriteMode
var _is_open: bool = false
var _is_over: bool = false
var _drop_at_ms: int = 0


## Starts to connect; [signal opened] or [signal closed] follows from [method poll]. A [param ticket] signs the player in
## before there is a WebSocket; without a valid one the server refuses the connection. Returns
## [constant ERR_INVALID_PARAMETER] if the engine can't connect to such an address at all.
func open(url: String, codec: GodwitCodec, settings: GodwitSettings, ticket: String = "") -> Error:
	_write_mode = WebSocketPeer.WRITE_MODE_TEXT if codec.is_text() else WebSocketPeer.WRITE_MODE_BINARY
	var protocols: PackedStringArray = [codec.get_subprotocol()]
	if not ticket.is_empty():
		# The only header that a browser lets a page set.
		protocols.append(_TICKET_PROTOCOL + ticket)
	_peer.supported_protocols = protocols
	_peer.inbound_buffer_size = settings.inbound_buffer_bytes
	_peer.outbound_buffer_size = settings.outbound_buffer_bytes
	_peer.max_queued_packets = settings.max_queued_packets
	# Any other failure leaves the peer closed, which the next poll reports like every other failed attempt.
	return _peer.connect_to_url(url, settings.tls_options)


## Moves bytes and emits what happened; call it every frame.
func poll() -> void:
	if _is_over:
		return
	_peer.poll()
	var state := _peer.get_ready_state()
	if state == WebSocketPeer.STATE_OPEN and not _is_open:
		_is_open = true
		# Small packets must not be held back (Nagle); browsers never hold them back.
		if not OS.has_feature("web"):
			_peer.set_no_delay(true)
		opened.emit()

	while not _is_over and _peer.get_available_packet_count() > 0:
		frame_received.emit(_peer.get_packet())

	if not _is_over and state == WebSocketPeer.STATE_CLOSED:
		_is_over = true
		closed.emit(_get_close_code(), _peer.get_close_reason())


## Queues one frame. Returns an error code, empty if nothing is wrong.
func send(frame: PackedByteArray) -> StringName:
	if _peer.get_ready_state() != WebSocketPeer.STATE_OPEN:
		return &"link.closed"
	if _peer.get_current_outbound_buffered_amount() + frame.size() > _peer.outbound_buffer_size:
		return &"link.congested"
	if _peer.send(frame, _write_mode) == OK:
		return &""
	# A link that turns out to be broken is closed by the attempt.
	return &"link.congested" if _peer.get_ready_state() == WebSocketPeer.STATE_OPEN else &"link.closed"


## Ends the link from our side and emits nothing more; call [method finish] until it returns true.
func close(code: int, reason: String, now_ms: int) -> void:
	_is_over = true
	_drop_at_ms = now_ms + _CLOSE_TIMEOUT_MS
	if _peer.get_ready_state() != WebSocketPeer.STATE_CLOSED:
		_peer.close(code, reason)


## Waits for the server's answer to our close, then drops the socket. Returns true when nothing is left to do.
func finish(now_ms: int) -> bool:
	_peer.poll()
	if _peer.get_ready_state() == WebSocketPeer.STATE_CLOSED:
		return true
	if now_ms < _drop_at_ms:
		return false
	_peer.close(-1)
	return true


func _get_close_code() -> int:
	var code := _peer.get_close_code()
	if code == 0:
		return GodwitClose.NO_CODE
	# The engine's WebSocket library treats the codes 1012 (restart) and 1013 (try again later) as protocol errors and
	# discards them. Neither means that the client did anything wrong, so it must not stay away.
	var is_unreadable := code == GodwitClose.PROTOCOL_ERROR and _peer.get_close_reason() == _UNREADABLE_CLOSE
	return GodwitClose.ABNORMAL if code < 0 or is_unreadable else code
