class_name SimulatedLine
extends RefCounted
## One direction of a TCP connection in simulated time: everything arrives, in order, but late. A lost segment shows as a
## stall, behind which the rest waits.

var _random := RandomNumberGenerator.new()
var _latency_ms: float
var _jitter_ms: float
var _loss: float
var _packets: Array = []
var _due_ms := PackedFloat64Array()
var _held_until_ms: float = 0.0
var _last_ms: float = 0.0


## Takes [param latency_ms], give or take [param jitter_ms]; of a hundred packets, [param loss_percent] are lost at first.
func _init(random_seed: int, latency_ms: float, jitter_ms: float = 0.0, loss_percent: float = 0.0) -> void:
	_random.seed = random_seed
	_latency_ms = latency_ms
	_jitter_ms = jitter_ms
	_loss = loss_percent / 100.0


## Nothing arrives before [param until_ms].
func stall(until_ms: float) -> void:
	_held_until_ms = maxf(_held_until_ms, until_ms)
	for index in _due_ms.size():
		_due_ms[index] = maxf(_due_ms[index], until_ms)


## Sends a packet at [param now_ms].
func send(packet: Variant, now_ms: float) -> void:
	var due_ms := now_ms + _latency_ms + _random.randf_range(-_jitter_ms, _jitter_ms)
	if _random.randf() < _loss:
		# Detected with the next packet and a quarter of a round trip (RACK), and sent again.
		due_ms += 50.0 + 2.5 * _latency_ms
	_last_ms = maxf(maxf(due_ms, _last_ms), _held_until_ms)
	_packets.append(packet)
	_due_ms.append(_last_ms)


## What has arrived by [param now_ms].
func take(now_ms: float) -> Array:
	var taken: Array = []
	while not _due_ms.is_empty() and _due_ms[0] <= now_ms:
		taken.append(_packets.pop_front())
		_due_ms.remove_at(0)
	return taken
