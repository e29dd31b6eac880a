class_name GodwitRequest
extends RefCounted
## One request to the server that will be answered, refused, cancelled or timed out, exactly once.

## Emitted once, when the request ended.
signal completed(result: GodwitResult)

## The message sent.
var message: GodwitMessage
## When it times out, on the clock of [method Time.get_ticks_msec].
var deadline_ms: int
## How it ended; null while it is open.
var result: GodwitResult


func _init(p_message: GodwitMessage, p_deadline_ms: int) -> void:
	message = p_message
	deadline_ms = p_deadline_ms


## True once the request ended and [member result] says how.
func is_settled() -> bool:
	return result != null


## Gives up: the request ends with [code]request.cancelled[/code], and a late reply is ignored.
func cancel() -> void:
	if not GodwitMainThread.is_here():
		cancel.call_deferred() # awaiting code resumes on the main thread
		return
	settle(GodwitResult.failed(&"request.cancelled"))


## Ends the request; called by the client. Only the first call counts.
func settle(p_result: GodwitResult) -> void:
	if is_settled():
		return
	result = p_result
	completed.emit(result)
