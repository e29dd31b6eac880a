class_name GodwitRequest
extends Reference
## One request to the server that will be answered, refused, cancelled or timed out, exactly once.

## Emitted once, when the request ended.
signal completed(result)

## The message sent.
var message: GodwitMessage
## When it times out, on the clock of Time.get_ticks_msec().
var deadline_ms: int
## How it ended; null while it is open.
var result: GodwitResult


func _init(p_message: GodwitMessage, p_deadline_ms: int) -> void:
	message = p_message
	deadline_ms = p_deadline_ms


## True once the request ended and result says how.
func is_settled() -> bool:
	return result != null


## Gives up: the request ends with request.cancelled, and a late reply is ignored.
func cancel() -> void:
	if not GodwitMainThread.is_here():
		call_deferred("cancel") # awaiting code resumes on the main thread
		return
	settle(GodwitResult.failed("request.cancelled"))


## Ends the request; called by the client. Only the first call counts.
func settle(p_result: GodwitResult) -> void:
	if is_settled():
		return
	result = p_result
	emit_signal("completed", result)
