class_name GodwitRequest
extends Reference
## One request to the server that will be answered, refused, cancelled or timed out, exactly once. What several servers refuse only
## for now, such as cluster.try_again, is asked again until its time is over.

# The ceilings of the waits, see GodwitBackoff.
const _FIRST_REST_MS := 200
const _LONGEST_REST_MS := 2000

## Emitted once, when the request ended.
signal completed(result)

## The message sent.
var message: GodwitMessage
## When it times out, on the clock of Time.get_ticks_msec().
var deadline_ms: int
## How it ended; null while it is open.
var result: GodwitResult
## With what it was refused for the time being; null if it was not, and once it is sent again.
var refusal: GodwitResult
## When it is sent again then, on the same clock.
var again_at_ms: int = 0

var _backoff: GodwitBackoff # null before the first refusal


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


## It was refused with p_refusal, for now; called by the client.
func rest(p_refusal: GodwitResult) -> void:
	if _backoff == null:
		_backoff = GodwitBackoff.new(_FIRST_REST_MS, _LONGEST_REST_MS)
	refusal = p_refusal
	again_at_ms = OS.get_ticks_msec() + _backoff.next_delay_ms()


## Ends the request; called by the client. Only the first call counts.
func settle(p_result: GodwitResult) -> void:
	if is_settled():
		return
	result = p_result
	emit_signal("completed", result)
