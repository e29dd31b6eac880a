class_name GodwitServerClock
extends Reference
## Estimates the server's clock from the timestamps in its patches.
##
## A patch is never early: of the last few patches, the one with the shortest delay counts, as in the clock filter of NTP
## (RFC 5905 section 10). The estimate lags by that shortest delay, and moves smoothly.

const _SAMPLES := 64
# The fraction of elapsed time by which the estimate may be corrected; more would be visible.
const _SLEW := 0.05
# A larger error is no drift: one side's clock was set, or it is a different server.
const _JUMP_MS := 1000.0

var _delays = Array() # of the last patches: local arrival time minus server time
var _next: int = 0
var _offset_ms: float = 0.0
var _read_at_ms: float = 0.0


## True once a patch has arrived.
func is_set() -> bool:
	return not _delays.empty()


## A patch of server_time_ms arrived at now_ms of local_ms().
func add(server_time_ms: float, now_ms: float) -> void:
	var delay = now_ms - server_time_ms
	if _delays.empty() or abs(delay - _offset_ms) > _JUMP_MS and abs(delay - _delays[_next - 1]) < _JUMP_MS:
		_delays.clear()
		_next = 0
		_offset_ms = delay
		_read_at_ms = now_ms
	if _delays.size() < _SAMPLES:
		_delays.append(delay)
	else:
		_delays[_next % _SAMPLES] = delay
	_next = _next % _SAMPLES + 1


## The server's clock at now_ms of local_ms(), in milliseconds since 1970.
func server_ms(now_ms: float) -> float:
	var least = INF
	for delay in _delays:
		least = min(least, delay)
	if least < INF:
		var reach = max(0.0, now_ms - _read_at_ms) * _SLEW
		_offset_ms += clamp(least - _offset_ms, -reach, reach)
		_read_at_ms = max(_read_at_ms, now_ms)
	return 1.0 * (now_ms - _offset_ms)


## Resets the estimate: the next patch may be from another server.
func reset() -> void:
	_delays.clear()
	_next = 0


## This machine's monotonic clock, in milliseconds.
static func local_ms() -> float:
	return 1.0 * (OS.get_ticks_usec() / 1000.0)
