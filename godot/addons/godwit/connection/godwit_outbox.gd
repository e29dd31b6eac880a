class_name GodwitOutbox
extends RefCounted
## What the game sent while there was no link, in order, up to a limit.

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


var _entries: Array[Entry] = []


## Queues a message. Returns false, and queues nothing, if [param limit] messages are queued already.
func push(message: GodwitMessage, request: GodwitRequest, limit: int) -> bool:
	if _entries.size() >= limit:
		_entries = _entries.filter(_is_wanted)
	if _entries.size() >= limit:
		return false
	_entries.append(Entry.new(message, request))
	return true


## Like [method push], but returns an error code, empty if nothing is wrong.
func keep(message: GodwitMessage, request: GodwitRequest, limit: int) -> StringName:
	if not message.is_kept_offline:
		return &"link.closed"
	return &"" if push(message, request, limit) else &"queue.full"


## How many messages are queued.
func get_size() -> int:
	return _entries.size()


## Takes out everything still queued, oldest first; requests that have ended are left out.
func take_all() -> Array[Entry]:
	var taken := _entries.filter(_is_wanted)
	_entries = []
	return taken


## Sends everything still queued over [param connection]; [param requests] waits for the replies.
func send_all(connection: GodwitConnection, requests: GodwitRequestTable) -> void:
	for entry in take_all():
		if entry.request != null:
			var refused := requests.send(entry.request, connection)
			if not refused.is_empty():
				entry.request.settle(GodwitResult.failed(refused))
			continue
		var code := connection.send(entry.message)
		if not code.is_empty():
			dropped.emit(entry.message, code)


## Tells of the plain messages among [param entries], which were sent and may be lost.
func drop_sent(entries: Array[GodwitResume.Entry], code: StringName) -> void:
	for entry in entries:
		if entry.ref == 0:
			dropped.emit(entry.message, code)


## Tells of the plain messages among [param entries], which were never sent.
func drop_kept(entries: Array[Entry], code: StringName) -> void:
	for entry in entries:
		if entry.request == null:
			dropped.emit(entry.message, code)


static func _is_wanted(entry: Entry) -> bool:
	return entry.request == null or not entry.request.is_settled()
