class_name GodwitOutbox
extends Reference
## What the game sent while there was no link, in order, up to a limit.

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


var _entries: Array = []


## Queues a message. Returns false, and queues nothing, if limit messages are queued already.
func push(message: GodwitMessage, request: GodwitRequest, limit: int) -> bool:
	if _entries.size() >= limit:
		_entries = GodwitScripts.filter(_entries, self, "_is_wanted")
	if _entries.size() >= limit:
		return false
	_entries.append(Entry.new(message, request))
	return true


## Like push(), but returns an error code, empty if nothing is wrong.
func keep(message: GodwitMessage, request: GodwitRequest, limit: int) -> String:
	if not message.is_kept_offline:
		return "link.closed"
	return "" if push(message, request, limit) else "queue.full"


## How many messages are queued.
func get_size() -> int:
	return _entries.size()


## Takes out everything still queued, oldest first; requests that have ended are left out.
func take_all() -> Array:
	var taken = GodwitScripts.filter(_entries, self, "_is_wanted")
	_entries = []
	return taken


## Sends everything still queued over connection; requests waits for the replies.
func send_all(connection: GodwitConnection, requests: GodwitRequestTable) -> void:
	for entry in take_all():
		if entry.request != null:
			var refused = requests.send(entry.request, connection)
			if not refused.empty():
				entry.request.settle(GodwitResult.failed(refused))
			continue
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
