class_name GodwitStatistics
extends Reference
## What a client's connection carries, and how quickly; GodwitClient.statistics has them.
##
## Bytes are those of whole packets, without the headers of WebSocket and of what lies below it. The debugger shows
## the same as monitors, see GodwitMonitors.

# Rates are those of the last full window.
const _WINDOW_MS := 1000
# How much a new round trip counts: alpha of RFC 6298 section 2.3.
const _ROUND_TRIP_GAIN := 1.0 / 8.0
# How much a new difference of round trips counts: RFC 3550 section 6.4.1.
const _JITTER_GAIN := 1.0 / 16.0

## The smoothed round trip in milliseconds (SRTT of RFC 6298); -1 while it is not known. Measured by the heartbeat, so it
## includes the rest of the frame in which the answer arrived.
var round_trip_ms: float = -1.0
## How much one round trip differs from the next, smoothed, in milliseconds: the estimator of RFC 3550 section 6.4.1, fed
## with round trips instead of one-way times. 0 until the second round trip.
var jitter_ms: float = 0.0
## Bytes received in the last second.
var received_bytes_per_second: float = 0.0
## Bytes sent in the last second.
var sent_bytes_per_second: float = 0.0
## Messages received in the last second.
var received_messages_per_second: float = 0.0
## Messages sent in the last second.
var sent_messages_per_second: float = 0.0
## Bytes received since the client was made.
var received_bytes: int = 0
## Bytes sent since the client was made.
var sent_bytes: int = 0
## Messages received since the client was made.
var received_messages: int = 0
## Messages sent since the client was made.
var sent_messages: int = 0
## Packets since the client was made that it could not read, and left out.
var unreadable_messages: int = 0

var _last_round_trip_ms: float = -1.0
var _window_started_at_ms: int = -1
var _marks: Array = [0, 0, 0, 0] # the four totals when the window started


## Notes a packet of bytes that arrived.
func count_received(bytes: int) -> void:
	received_bytes += bytes
	received_messages += 1


## Notes a packet of bytes that was sent.
func count_sent(bytes: int) -> void:
	sent_bytes += bytes
	sent_messages += 1


## Notes a round trip.
func add_round_trip(duration_ms: float) -> void:
	if round_trip_ms < 0.0:
		round_trip_ms = duration_ms
	else:
		round_trip_ms += _ROUND_TRIP_GAIN * (duration_ms - round_trip_ms)
		jitter_ms += _JITTER_GAIN * (abs(duration_ms - _last_round_trip_ms) - jitter_ms)
	_last_round_trip_ms = duration_ms


## Forgets round trip and jitter: another link may take another way.
func forget_round_trips() -> void:
	round_trip_ms = -1.0
	jitter_ms = 0.0
	_last_round_trip_ms = -1.0


## Brings the rates up to date; call it every frame.
func poll(now_ms: int) -> void:
	if _window_started_at_ms < 0:
		_window_started_at_ms = now_ms
	var elapsed_ms = now_ms - _window_started_at_ms
	if elapsed_ms < _WINDOW_MS:
		return
	var per_second = 1000.0 / elapsed_ms
	received_bytes_per_second = (received_bytes - _marks[0]) * per_second
	sent_bytes_per_second = (sent_bytes - _marks[1]) * per_second
	received_messages_per_second = (received_messages - _marks[2]) * per_second
	sent_messages_per_second = (sent_messages - _marks[3]) * per_second
	_marks = [received_bytes, sent_bytes, received_messages, sent_messages]
	_window_started_at_ms = now_ms
