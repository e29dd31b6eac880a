class_name GodwitResume
extends Reference
## What a client needs to resume its session over another link.
##
## Both ends count messages of types from 20 up, and the server's errors and empty replies; no sequence numbers are on the
## wire (stream management as in XMPP, XEP-0198 sections 4 and 5). After a drop each tells the other how many it got, and
## resends the rest.

## The first type that both ends count; lower ones are about the connection itself.
const FIRST_COUNTED_TYPE := 20

# Beyond this much unacknowledged, the oldest are dropped, and the session is not resumable until the server catches up.
const _MAX_KEPT_BYTES := 262144
# After this many messages, or bytes, in either direction the ends acknowledge what they have.
const _REPORT_AFTER_MESSAGES := 64
const _REPORT_AFTER_BYTES := 65536
# By default a server accepts a burst of 240 messages and 120 a second; the rest is for the game.
const _BACKLOG_BURST := 120
const _BACKLOG_PER_SECOND := 100

## A message the server may not have received.
class Entry:
	extends Reference

	## The message sent.
	var message: GodwitMessage
	## The request it was sent as; 0 for a plain send.
	var ref: int
	## Its encoded bytes.
	var frame: PoolByteArray

	func _init(p_message: GodwitMessage, p_ref: int, p_frame: PoolByteArray) -> void:
		message = p_message
		ref = p_ref
		frame = p_frame


## The latest Welcome's resume token; empty if there is nothing to resume. A secret.
var token: String = ""
## How many counted messages the session has received.
var received: int = 0

var _kept: Array = [] # unacknowledged, oldest first
var _kept_bytes: int = 0
var _before: int = 0 # how many messages of the session came before the oldest one kept
var _confirmed: int = 0 # how many the server is known to have
var _handed: int = 0 # how many of the kept ones were handed to this link; the rest is the backlog
var _backlog_since_ms: int = 0
var _backlog_sent: int = 0
var _unreported_messages: int = 0 # in either direction, since the ends last acknowledged
var _unreported_bytes: int = 0


## A new session starts. Returns what the previous one's server may not have received, oldest first.
func begin(p_token: String) -> Array:
	var lost: Array = _kept
	token = p_token
	received = 0
	_kept = []
	_kept_bytes = 0
	_before = 0
	_confirmed = 0
	_handed = 0
	return lost


## The session resumes at now_ms, with p_token for the next time; the server has received count messages.
## Those it has not form the backlog.
func go_on(p_token: String, count: int, now_ms: int) -> void:
	token = p_token
	_handed = 0
	_backlog_since_ms = now_ms
	_backlog_sent = 0
	confirm(count)


## Ends the session. Returns what was never handed to a link, oldest first.
func end() -> Array:
	var unsent = GodwitScripts.slice(_kept, _handed)
	begin("")
	return unsent


## The link is lost: whatever is unacknowledged may not have arrived.
func lose_link() -> void:
	_handed = 0


## True if the session would survive the loss of its link.
func can_resume() -> bool:
	return not token.empty() and _confirmed >= _before


## True if a message of type must be kept.
func is_counted(type: int) -> bool:
	return not token.empty() and type >= FIRST_COUNTED_TYPE


## Counts a received message of wire type type and bytes.
func count_received(type: int, bytes: int) -> void:
	var is_answer: bool = type == GodwitProtocol.Type.ERROR or type == GodwitProtocol.Type.ACK
	if token.empty() or not (is_answer or type >= FIRST_COUNTED_TYPE):
		return
	received += 1
	_count_unreported(bytes)


## Keeps a counted message handed to the link until the server acknowledges it.
func keep_sent(message: GodwitMessage, ref: int, frame: PoolByteArray) -> void:
	_append(Entry.new(message, ref, frame))
	_handed += 1
	while _kept_bytes > _MAX_KEPT_BYTES:
		_forget_oldest(1)


## Adds a counted message to the backlog; false if there is no room.
func keep_unsent(message: GodwitMessage, ref: int, frame: PoolByteArray) -> bool:
	if _kept_bytes + frame.size() > _MAX_KEPT_BYTES:
		return false
	_append(Entry.new(message, ref, frame))
	return true


## The server has received count messages of this session. Impossible numbers are ignored.
func confirm(count: int) -> void:
	if count < _confirmed or count > _before + _kept.size():
		return
	_confirmed = count
	if count > _before:
		_forget_oldest(count - _before)


## True while something must be sent before anything new.
func has_backlog() -> bool:
	return _handed < _kept.size()


## True if part of the backlog may be sent at now_ms, within the server's rate limit.
func may_send(now_ms: int) -> bool:
	var allowed = _BACKLOG_BURST + (now_ms - _backlog_since_ms) * _BACKLOG_PER_SECOND / 1000.0
	return has_backlog() and _backlog_sent < allowed


## The first of the backlog.
func get_next() -> PoolByteArray:
	return _kept[_handed].frame


## What get_next() returned was handed to the link.
func mark_sent() -> void:
	_handed += 1
	_backlog_sent += 1


## True if so much is unacknowledged that the ends should not wait for the heartbeat.
func is_report_due() -> bool:
	return _unreported_messages >= _REPORT_AFTER_MESSAGES or _unreported_bytes >= _REPORT_AFTER_BYTES


## The fields of a Ping: how many messages were received. Its Pong tells confirm() how many arrived.
func take_report() -> Dictionary:
	_unreported_messages = 0
	_unreported_bytes = 0
	return {} if token.empty() else { "received": received }


func _append(entry: Entry) -> void:
	_kept.append(entry)
	_kept_bytes += entry.frame.size()
	_count_unreported(entry.frame.size())


func _forget_oldest(count: int) -> void:
	for index in count:
		_kept_bytes -= _kept[index].frame.size()
	_kept = GodwitScripts.slice(_kept, count)
	_before += count
	_handed = int(max(0, _handed - count))


func _count_unreported(bytes: int) -> void:
	_unreported_messages += 1
	_unreported_bytes += bytes
