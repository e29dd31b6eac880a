class_name GodwitBackoff
extends Reference
## How long to wait before the next attempt: exponential backoff with full jitter.
##
## Each delay is drawn uniformly between zero and a ceiling that doubles per attempt, so that the players of a
## restarting server do not all come back at the same moment. Source: Marc Brooker, "Exponential Backoff And Jitter",
## AWS Architecture Blog, 2015.

## Attempts since the last reset().
var attempts: int = 0

var _base_ms: int
var _cap_ms: int
var _random: RandomNumberGenerator


## The ceiling starts at base_ms and ends at cap_ms. Tests pass in a seeded random.
func _init(base_ms: int, cap_ms: int, random: RandomNumberGenerator = null) -> void:
	_base_ms = int(max(1, base_ms))
	_cap_ms = int(max(1, cap_ms))
	_random = random
	if _random == null:
		_random = RandomNumberGenerator.new()
		_random.randomize()


## The delay before the next attempt, in milliseconds.
func next_delay_ms() -> int:
	var delay_ms = _random.randi_range(0, get_ceiling_ms())
	attempts += 1
	return delay_ms


## The maximum next delay, in milliseconds.
func get_ceiling_ms() -> int:
	# 2^30 times any base is beyond every cap; more would overflow.
	return int(min(_cap_ms, _base_ms << int(min(attempts, 30))))


## Starts over; called once a connection has proved stable.
func reset() -> void:
	attempts = 0
