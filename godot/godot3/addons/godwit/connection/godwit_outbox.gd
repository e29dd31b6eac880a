class_name GodwitOutbox
extends Reference
## What the game sent while there was no link, in order, up to a limit.

## One waiting message.
class Entry:
	extends Reference

	## The message to send.
	var message: GodwitMessage
	## The request that asks for its answer; null for a plain send.
	var request: GodwitRequest

	func _init(p_message: GodwitMessage, p_request: GodwitRequest) -> void:
		message = p_message
		request = p_request


var _entries: Array = []


## Keeps a message for later. Returns false, and keeps nothing, when limit messages wait already.
func push(message: GodwitMessage, request: GodwitRequest, limit: int) -> bool:
	if _entries.size() >= limit:
		_entries = GodwitScripts.filter(_entries, self, "_is_wanted")
	if _entries.size() >= limit:
		return false
	_entries.append(Entry.new(message, request))
	return true


## How many messages wait.
func get_size() -> int:
	return _entries.size()


## Takes out all that still waits, oldest first; requests that ended meanwhile are left out.
func take_all() -> Array:
	var taken = GodwitScripts.filter(_entries, self, "_is_wanted")
	_entries = []
	return taken


static func _is_wanted(entry: Entry) -> bool:
	return entry.request == null or not entry.request.is_settled()
