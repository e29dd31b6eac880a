class_name GodwitHeartbeat
extends Reference
## Tells an idle link from a dead one, and measures round trips.
##
## After a cut cable a socket stays open for minutes. So the client pings every interval, and after
## some intervals without any packet from the server it considers the link dead.

## What poll() asks for.
enum Action {
	NONE, ## Nothing to do.
	PING, ## Send a ping and call [method sent].
	DEAD, ## The server is gone: give up the link.
}

# Games load their level on Welcome; a round trip measured in that long frame would be wrong.
const _FIRST_PING_AFTER_MS := 500

var _interval_ms: int
var _misses_allowed: int
var _misses: int = 0
var _is_waiting: bool = false
var _next_at_ms: int
var _last_poll_ms: int
var _ping_ref: int = 0
var _ping_at_ms: int = 0


## Pings every interval_ms from now_ms on; misses_allowed silent intervals mean dead.
func _init(interval_ms: int, misses_allowed: int, now_ms: int) -> void:
	_interval_ms = interval_ms
	_misses_allowed = misses_allowed
	_next_at_ms = now_ms + int(min(interval_ms, _FIRST_PING_AFTER_MS))
	_last_poll_ms = now_ms


## What to do at now_ms. Read the socket first, so that whatever has already arrived counts.
func poll(now_ms: int) -> int:
	if now_ms - _last_poll_ms > _interval_ms:
		doubt(now_ms)
	_last_poll_ms = now_ms
	if now_ms < _next_at_ms:
		return Action.NONE

	_next_at_ms = now_ms + _interval_ms
	if _is_waiting:
		_misses += 1
		if _misses >= _misses_allowed:
			return Action.DEAD
	_is_waiting = true
	return Action.PING


## The game was suspended (a frozen process, a phone in a pocket): ping now, and let one silent interval decide.
func doubt(now_ms: int) -> void:
	_is_waiting = false
	_misses = _misses_allowed - 1
	_next_at_ms = now_ms


## A ping with ref left at now_ms.
func sent(ref: int, now_ms: int) -> void:
	_ping_ref = ref
	_ping_at_ms = now_ms


## Something arrived, so the server is alive.
func heard() -> void:
	_is_waiting = false
	_misses = 0


## The round trip of the ping with ref, answered at now_ms, in milliseconds; -1 if ref is not
## the latest ping.
func measure(ref: int, now_ms: int) -> int:
	return now_ms - _ping_at_ms if ref == _ping_ref else -1
