class_name GodwitOutbox
extends RefCounted
## What the game sends passes here: while there is no link, the server stands still, or the session is being signed in, it
## waits, in order and up to a limit.

## Emitted when a plain message will never be sent, or when it is unknown whether it arrived.
signal dropped(message: GodwitMessage, code: StringName)

## One waiting message.
class Entry:
	extends RefCounted

	## The message to send.
	var message: GodwitMessage
	## The request waiting for its reply; null for a plain send.
	var request: GodwitRequest

	func _init(p_message: GodwitMessage, p_request: GodwitRequest) -> void:
		message = p_message
		request = p_request


## The code of what is sent without a connection.
var closed_code: StringName = &"link.closed"
## True while [GodwitIdentity] signs the session in, and the server has not yet said who it is: what is sent meanwhile waits.
var is_signing_in: bool = false:
	set(new_value):
		is_signing_in = new_value
		if not is_signing_in:
			send_all()
## True while the server stands still: it would keep only so much of what is sent, and handle none of it before it goes on.
var is_paused: bool = false
## True while a new session's listeners send what restores it: that goes before what was queued earlier.
var is_restoring: bool = false

var _connection: GodwitConnection # null before the first
var _requests: GodwitRequestTable
var _restoring: Array[Entry] = []
var _entries: Array[Entry] = []


## From now on sends over [param connection]; [param requests] waits for the replies.
func begin(connection: GodwitConnection, requests: GodwitRequestTable) -> void:
	_connection = connection
	_requests = requests


## Sends [param message], or queues it, up to [param limit] of them. [param request] waits for the reply; null for none. Returns
## an error code, empty if nothing is wrong.
func send(message: GodwitMessage, request: GodwitRequest, limit: int) -> StringName:
	if _connection == null or _connection.state == GodwitConnection.State.DISCONNECTED:
		return closed_code
	if _is_open() and not _has_to_wait(message):
		return _connection.send(message) if request == null else _requests.send(request, _connection)
	if not message.is_kept_offline:
		return &"server.paused" if _is_open() else &"link.closed"
	if not push(message, request, limit):
		return &"queue.full"
	if request != null:
		_requests.add_unsent(request)
	return &""


## Queues a message. Returns false, and queues nothing, if [param limit] messages are queued already.
func push(message: GodwitMessage, request: GodwitRequest, limit: int) -> bool:
	if get_size() >= limit:
		_restoring = _restoring.filter(_is_wanted)
		_entries = _entries.filter(_is_wanted)
	if get_size() >= limit:
		return false
	var queue := _restoring if is_restoring else _entries
	queue.append(Entry.new(message, request))
	return true


## How many messages are queued.
func get_size() -> int:
	return _restoring.size() + _entries.size()


## It is over: takes out everything still queued, oldest first; requests that have ended are left out.
func take_all() -> Array[Entry]:
	is_restoring = false
	var taken := _restoring.filter(_is_wanted)
	taken.append_array(_entries.filter(_is_wanted))
	_restoring = []
	_entries = []
	return taken


## Ends the requests whose time is over, and sends again those that were refused for a while.
func poll(now_ms: int) -> void:
	if _requests == null:
		return
	_requests.expire(now_ms)
	var rested := _requests.take_rested(now_ms)
	if rested.is_empty():
		return
	for request in rested:
		_entries.append(Entry.new(request.message, request))
		_requests.add_unsent(request)
	send_all()


## Sends everything still queued, if there is a link; what waits for the server or the sign-in stays.
func send_all() -> void:
	# A listener may have disconnected or started over: then it is for the next Welcome.
	if not _is_open():
		return
	var restoring := _restoring
	var entries := _entries
	_restoring = []
	_entries = []
	_send_entries(restoring, _restoring)
	_send_entries(entries, _entries)


## The session is lost: what was sent in it may be, and what was to restore it, and still waits, is obsolete.
func lose_session(unconfirmed: Array[GodwitResume.Entry]) -> void:
	_requests.fail_sent(&"session.lost")
	drop_sent(unconfirmed, &"session.lost")
	drop_restoring(&"session.lost")


## A new session begins: what was to restore the previous one, and still waits, is obsolete.
func drop_restoring(code: StringName) -> void:
	var obsolete := _restoring.filter(_is_wanted)
	_restoring = []
	for entry: Entry in obsolete:
		if entry.request != null:
			entry.request.settle(GodwitResult.failed(code))
		else:
			dropped.emit(entry.message, code)


## Tells of the plain messages among [param entries], which were sent and may be lost.
func drop_sent(entries: Array[GodwitResume.Entry], code: StringName) -> void:
	for entry in entries:
		if entry.ref == 0:
			dropped.emit(entry.message, code)


## Tells of the plain messages among [param unsent], which may be lost, and [param kept], which were never sent.
func drop_all(unsent: Array[GodwitResume.Entry], kept: Array[Entry], code: StringName) -> void:
	drop_sent(unsent, code)
	for entry in kept:
		if entry.request == null:
			dropped.emit(entry.message, code)


func _is_open() -> bool:
	return _connection != null and _connection.state == GodwitConnection.State.CONNECTED


# Messages about the connection and the state do not. What would be worth nothing later does not wait for the sign-in.
func _has_to_wait(message: GodwitMessage) -> bool:
	if message.type < GodwitResume.FIRST_COUNTED_TYPE:
		return false
	return is_paused or is_signing_in and message.is_kept_offline and not message.signs_in


func _send_entries(entries: Array[Entry], staying: Array[Entry]) -> void:
	for entry: Entry in entries.filter(_is_wanted):
		if _has_to_wait(entry.message):
			staying.append(entry)
		elif entry.request != null:
			var refused := _requests.send(entry.request, _connection)
			if not refused.is_empty():
				entry.request.settle(GodwitResult.failed(refused))
		else:
			var code := _connection.send(entry.message)
			if not code.is_empty():
				dropped.emit(entry.message, code)


static func _is_wanted(entry: Entry) -> bool:
	return entry.request == null or not entry.request.is_settled()
