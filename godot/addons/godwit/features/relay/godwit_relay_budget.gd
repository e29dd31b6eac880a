class_name GodwitRelayBudget
extends RefCounted
## A rate limit: so much per second, and so much at once. It may be overdrawn, and refills over time.

## What is left; negative while overdrawn.
var left: float

var _per_second: float
var _most: float
var _at_ms: int


func _init(per_second: float, most: float) -> void:
	_per_second = per_second
	_most = most
	left = most
	_at_ms = Time.get_ticks_msec()


## Adds what has accrued since the last call.
func refill(now_ms: int) -> void:
	left = minf(_most, left + _per_second * (now_ms - _at_ms) / 1000.0)
	_at_ms = now_ms


## Spends [param amount].
func take(amount: int) -> void:
	left -= amount
