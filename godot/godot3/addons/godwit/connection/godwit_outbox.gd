class_name GodwitOutbox
extends Reference
## What the game sent while there was no link, or while the session was being signed in, in order, up to a limit.

## Emitted when a plain message will never be sent, or when it is unknown whether it arrived.
signal dropped(message, code)

## One waiting message.
class Entry:
	extends Reference

	## The message to send.
	var message: GodwitMessage
	## The request waiting for its reply; null for a plain send.
	var request: GodwitRequest

	func _init(p_message: GodwitMessage, p_request: GodwitRequest) -> void:
		message = p_message
		request = p_request


## True while a new session's listeners send what restores it: that goes before what was queued earlier.
var is_restoring: bool = false

var _restoring: Array = []
var _entries: Array = []


## True if message must not reach the server before the session is signed in. Messages about the connection and the
## state may, and what would be worth nothing later.
static func waits_for_sign_in(message: GodwitMessage) -> bool:
	return message.type >= GodwitResume.FIRST_COUNTED_TYPE and message.is_kept_offline and not message.signs_in


## Queues a message. Returns false, and queues nothing, if limit messages are queued already.
func push(message: GodwitMessage, request: GodwitRequest, limit: int) -> bool:
	if get_size() >= limit:
		_restoring = GodwitScripts.filter(_restoring, self, "_is_wanted")
		_entries = GodwitScripts.filter(_entries, self, "_is_wanted")
	if get_size() >= limit:
		return false
	var queue = _restoring if is_restoring else _entries
	queue.append(Entry.new(message, request))
	return true


## Like push(), but returns an error code, empty if nothing is wrong.
func keep(message: GodwitMessage, request: GodwitRequest, limit: int) -> String:
	if not message.is_kept_offline:
		return "link.closed"
	return "" if push(message, request, limit) else "queue.full"


## How many messages are queued.
func get_size() -> int:
	return _restoring.size() + _entries.size()


## Takes out everything still queued, oldest first; requests that have ended are left out.
func take_all() -> Array:
	var taken = GodwitScripts.filter(_restoring, self, "_is_wanted")
	GodwitScripts.append_array(taken, GodwitScripts.filter(_entries, self, "_is_wanted"))
	_restoring = []
	_entries = []
	return taken


## Sends everything still queued over connection; requests waits for the replies. While the session
## is_signing_in, what waits for that stays.
func send_all(connection: GodwitConnection, requests: GodwitRequestTable, is_signing_in: bool) -> void:
	var restoring: Array = _restoring
	var entries = _entries
	_restoring = []
	_entries = []
	_send(restoring, _restoring, connection, requests, is_signing_in)
	_send(entries, _entries, connection, requests, is_signing_in)


## A new session begins: what was to restore the previous one, and still waits, is obsolete.
func drop_restoring(code: String) -> void:
	var obsolete = GodwitScripts.filter(_restoring, self, "_is_wanted")
	_restoring = []
	for entry in obsolete:
		if entry.request != null:
			entry.request.settle(GodwitResult.failed(code))
		else:
			emit_signal("dropped", entry.message, code)


func _send(
	entries: Array, staying: Array, connection: GodwitConnection, requests: GodwitRequestTable,
	is_signing_in: bool
) -> void:
	for entry in GodwitScripts.filter(entries, self, "_is_wanted"):
		if is_signing_in and waits_for_sign_in(entry.message):
			staying.append(entry)
		elif entry.request != null:
			var refused = requests.send(entry.request, connection)
			if not refused.empty():
				entry.request.settle(GodwitResult.failed(refused))
		else:
			var code = connection.send(entry.message)
			if not code.empty():
				emit_signal("dropped", entry.message, code)


## Tells of the plain messages among entries, which were sent and may be lost.
func drop_sent(entries: Array, code: String) -> void:
	for entry in entries:
		if entry.ref == 0:
			emit_signal("dropped", entry.message, code)


## Tells of the plain messages among entries, which were never sent.
func drop_kept(entries: Array, code: String) -> void:
	for entry in entries:
		if entry.request == null:
			emit_signal("dropped", entry.message, code)


static func _is_wanted(entry: Entry) -> bool:
	return entry.request == null or not entry.request.is_settled()
