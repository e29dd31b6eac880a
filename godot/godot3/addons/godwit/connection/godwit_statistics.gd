class_name GodwitStatistics
extends Reference
## Traffic and latency of a client's connection; see GodwitClient.statistics.
##
## Byte counts are of whole packets, without the headers of WebSocket and the layers below. The debugger shows
## the same as monitors, see GodwitMonitors.

# Rates are those of the last full window.
const _WINDOW_MS := 1000
# The weight of a new round trip: alpha of RFC 6298 section 2.3.
const _ROUND_TRIP_GAIN := 1.0 / 8.0
# The weight of a new round-trip difference: RFC 3550 section 6.4.1.
const _JITTER_GAIN := 1.0 / 16.0

## The smoothed round trip in milliseconds (SRTT of RFC 6298); -1 while unknown. Measured by the heartbeat, so it
## includes the rest of the frame in which the reply arrived.
var round_trip_ms: float = -1.0
## How much successive round trips differ, smoothed, in milliseconds: the estimator of RFC 3550 section 6.4.1, fed
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
## Bytes received since the client was created.
var received_bytes: int = 0
## Bytes sent since the client was created.
var sent_bytes: int = 0
## Messages received since the client was created.
var received_messages: int = 0
## Messages sent since the client was created.
var sent_messages: int = 0
## Packets since the client was created that it could not read and skipped.
var unreadable_messages: int = 0
## How often the server did not confirm a prediction since the client was created, by the key of the step:
## games/tag/tag.shared.ts#run. More than shoves and the like explain means that the two sides do not compute the
## same.
var mispredictions: Dictionary = {}

var _last_round_trip_ms: float = -1.0
var _window_started_at_ms: int = -1
var _marks: Array = [0, 0, 0, 0] # the four totals when the window started


## Records a received packet of bytes.
func count_received(bytes: int) -> void:
	received_bytes += bytes
	received_messages += 1


## Records a sent packet of bytes.
func count_sent(bytes: int) -> void:
	sent_bytes += bytes
	sent_messages += 1


## Records that the server did not confirm a prediction by step.
func count_misprediction(step: String) -> void:
	var count: int = mispredictions.get(step, 0)
	mispredictions[step] = count + 1


## Records a round trip.
func add_round_trip(duration_ms: float) -> void:
	if round_trip_ms < 0.0:
		round_trip_ms = duration_ms
	else:
		round_trip_ms += _ROUND_TRIP_GAIN * (duration_ms - round_trip_ms)
		jitter_ms += _JITTER_GAIN * (abs(duration_ms - _last_round_trip_ms) - jitter_ms)
	_last_round_trip_ms = duration_ms


## Resets round trip and jitter: another link may take another route.
func forget_round_trips() -> void:
	round_trip_ms = -1.0
	jitter_ms = 0.0
	_last_round_trip_ms = -1.0


## Updates the rates; call it every frame.
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
