class_name GodwitOutbox
extends Reference
## What the game sent while there was no link, in order, up to a limit.

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


## How many messages are queued.
func get_size() -> int:
	return _entries.size()


## Takes out everything still queued, oldest first; requests that have ended are left out.
func take_all() -> Array:
	var taken = GodwitScripts.filter(_entries, self, "_is_wanted")
	_entries = []
	return taken


static func _is_wanted(entry: Entry) -> bool:
	return entry.request == null or not entry.request.is_settled()
