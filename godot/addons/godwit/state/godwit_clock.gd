class_name GodwitClock
extends RefCounted
## The server's ticks as this client knows them, and the one moment at which all others are shown: [code]Godwit.clock[/code].
##
## A tick's time is exact, only its patch can be late. So of the patches of the last seconds the quickest counts, as in the
## clock filter of NTP (RFC 5905 section 10), and the estimate lags by that shortest way. All members are of the last
## [method advance], once per frame; they never go back, and run at 0.97 to 1.03 of the true rate. An error of more than
## half a second ends in one jump: the process was frozen, or the room was.

const _WINDOW_MS := 3_000.0
# The fraction of elapsed time by which the clock may be corrected; more would be visible.
const _SLEW := 0.03
# The view delay grows as fast, and shrinks more slowly.
const _SHRINK := 0.01
# The time in which a small error is mostly gone. It is longer towards a slower way, which is mostly none: merely no patch
# of the window was quick.
const _FASTER_MS := 1_000.0
const _SLOWER_MS := 4_000.0
# A larger error is no drift.
const _JUMP_MS := 500.0
# Patches that are late for this long are no stall, after which all would come at once, but the room's new time.
const _PROVEN_MS := 400.0
# Until then each quicker patch is believed at once.
const _SETTLING_MS := 500.0
# The view delay covers this part of the last patches.
const _COVERED := 0.95
const _PATCHES := 100
const _MOST_INTERVALS := 5.0
# The weight of a new round trip: alpha of RFC 6298 section 2.3.
const _ROUND_TRIP_GAIN := 1.0 / 8.0

## The tick the server has reached, as the quickest patches tell; 0 before the first patch.
var server_tick: float = 0.0
## The tick that interpolated fields are shown at, [member view_delay_ms] before [member server_tick].
var view_tick: float = 0.0
## The tick in which the server will use an input that is made now, about one round trip after [member server_tick].
var own_tick: float = 0.0
## How late others are shown, in milliseconds: one patch interval, plus the lateness of all but the latest patches.
var view_delay_ms: float = 0.0
## The round trip in milliseconds: of acknowledged inputs while there are any, otherwise of the heartbeat; -1 while unknown.
var round_trip_ms: float:
	get:
		return _round_trip_ms if _round_trip_ms >= 0.0 else ping_ms
## How much later than the quickest patches come, in milliseconds: 95 % are not later.
var jitter_ms: float = 0.0
## How much later than the quickest the newest patch came, in milliseconds; below 0 for one that was quicker than any before.
var late_ms: float = 0.0
## True once the first patch has arrived.
var is_synced: bool = false
## The length of a tick in milliseconds; 0 while unknown.
var tick_ms: float = 0.0
## The usual time between two patches in milliseconds, the longer one if they alternate.
var patch_interval_ms: float = 0.0
## Fixes the view delay, in milliseconds; 0 lets it follow the connection.
var fixed_view_delay_ms: float = 0.0
## True while the server stands still: so do all ticks. For the client.
var stands_still: bool = false
## How long the server has stood still, in milliseconds, as far as the client was told: no tick's time.
var stood_ms: float = 0.0
## The heartbeat's round trip in milliseconds; -1 while unknown. For the client.
var ping_ms: float = -1.0

var _round_trip_ms: float = -1.0
var _offset_ms: float = 0.0 # of the local clock at tick 0
var _frame_at_ms: float = 0.0
var _advanced_at_ms: float = 0.0 # without what the server has stood still, as all that follow
var _began_at_ms: float = 0.0
var _late_since_ms: float = INF # when the first of only late patches came
# The quickest ways of the window, each slower and more recent than the one before.
var _ways := PackedFloat64Array()
var _ways_at_ms := PackedFloat64Array()
var _first_tick: int = 0 # of a room whose rate nobody has told
var _first_time_ms: float = 0.0
var _newest_tick: int = 0
var _newest_version: int = 0
var _shown_tick: int = 0 # the newest at the last advance()
var _spacings := PackedFloat64Array() # of consecutive patches, in ticks
var _needs := PackedFloat64Array() # the delays that the last patches would have needed
var _latenesses := PackedFloat64Array()
var _needed_ms: float = 0.0 # what covers the needs
var _at: int = 0 # in both
var _wanted_delay_ms: float = 0.0


## The room's rates, per second.
func set_rates(tick_hz: float, patch_hz: float) -> void:
	if tick_hz <= 0.0 or is_equal_approx(tick_ms, 1000.0 / tick_hz):
		return
	reset()
	tick_ms = 1000.0 / tick_hz
	if patch_hz > 0.0:
		patch_interval_ms = ceilf(tick_hz / patch_hz - 0.001) * tick_ms


## The patch of [param tick] arrived at [param now_ms] of [method local_ms]. [param version] counts the room's patches, sent
## or not; [param server_time_ms] is the server's clock.
func add(tick: int, version: int, server_time_ms: float, now_ms: float) -> void:
	if tick_ms <= 0.0 and not _guess_rate(tick, server_time_ms):
		return
	if is_synced and tick < _newest_tick:
		_start_over()
	var at_ms := played_ms(now_ms)
	var way_ms := at_ms - tick * tick_ms
	if not is_synced:
		_begin(tick, way_ms, at_ms)
	elif version == _newest_version + 1 and tick > _newest_tick:
		_note_spacing(tick - _newest_tick)
	_newest_tick = tick
	_newest_version = version
	late_ms = way_ms - _offset_ms
	if late_ms <= _JUMP_MS:
		_late_since_ms = INF
	elif _late_since_ms == INF:
		_late_since_ms = at_ms
		_ways.clear()
		_ways_at_ms.clear()
	while not _ways.is_empty() and _ways[-1] >= way_ms:
		_ways.remove_at(_ways.size() - 1)
		_ways_at_ms.remove_at(_ways_at_ms.size() - 1)
	_ways.append(way_ms)
	_ways_at_ms.append(at_ms)


## A frame begins at [param now_ms] of [method local_ms]; call it once per frame, after the patches.
func advance(now_ms: float) -> void:
	if stands_still:
		stood_ms += maxf(0.0, now_ms - _frame_at_ms)
	_frame_at_ms = maxf(now_ms, _frame_at_ms)
	if not is_synced or stands_still:
		return
	var at_ms := played_ms(now_ms)
	var elapsed_ms := maxf(0.0, at_ms - _advanced_at_ms)
	_advanced_at_ms = maxf(at_ms, _advanced_at_ms)
	_correct(elapsed_ms)
	_note_arrival()
	_slew_delay(elapsed_ms)
	server_tick = _moved(server_tick, (_advanced_at_ms - _offset_ms) / tick_ms, elapsed_ms)
	view_tick = _moved(view_tick, server_tick - _wanted_delay_ms / tick_ms, elapsed_ms)
	own_tick = _moved(own_tick, server_tick + maxf(0.0, round_trip_ms) / tick_ms, elapsed_ms)
	view_delay_ms = (server_tick - view_tick) * tick_ms


## The room stood still for [param ticks] ticks, which it will not make up for: goes back at once.
func leap(ticks: int) -> void:
	if not is_synced:
		return
	_offset_ms += ticks * tick_ms
	server_tick -= ticks
	view_tick -= ticks
	own_tick -= ticks
	_ways.clear()
	_ways_at_ms.clear()
	_ways.append(_offset_ms)
	_ways_at_ms.append(_advanced_at_ms)


## An input was acknowledged [param duration_ms] after it was made.
func add_round_trip(duration_ms: float) -> void:
	if round_trip_ms < 0.0 and is_synced:
		# Until now nothing could be shown ahead.
		own_tick = maxf(own_tick, server_tick + duration_ms / tick_ms)
	if _round_trip_ms < 0.0:
		_round_trip_ms = duration_ms
	else:
		_round_trip_ms += _ROUND_TRIP_GAIN * (duration_ms - _round_trip_ms)


## Forgets everything: the next patch may be another room's.
func reset() -> void:
	_start_over()
	tick_ms = 0.0
	patch_interval_ms = 0.0
	_round_trip_ms = -1.0
	_first_tick = 0


## [param now_ms] of [method local_ms] without the time that the server has stood still, which was nobody's way.
func played_ms(now_ms: float) -> float:
	return now_ms - stood_ms


## This machine's monotonic clock, in milliseconds.
static func local_ms() -> float:
	return Time.get_ticks_usec() / 1000.0


func _start_over() -> void:
	is_synced = false
	_ways.clear()
	_ways_at_ms.clear()
	_spacings.clear()
	_needs.clear()
	_latenesses.clear()
	_needed_ms = 0.0
	_at = 0
	_late_since_ms = INF


func _begin(tick: int, way_ms: float, now_ms: float) -> void:
	is_synced = true
	_offset_ms = way_ms
	_began_at_ms = now_ms
	_advanced_at_ms = now_ms
	_shown_tick = tick
	_wanted_delay_ms = patch_interval_ms
	server_tick = tick
	view_tick = tick - _wanted_delay_ms / tick_ms
	own_tick = server_tick


# Of a room that the client was told nothing about: by the server's clock, over a second.
func _guess_rate(tick: int, server_time_ms: float) -> bool:
	if _first_tick == 0 or tick <= _first_tick:
		_first_tick = tick
		_first_time_ms = server_time_ms
		return false
	var elapsed_ms := server_time_ms - _first_time_ms
	if elapsed_ms < 1_000.0:
		return false
	tick_ms = elapsed_ms / (tick - _first_tick)
	return true


# The longest of the last spacings; a room that skips a patch has nothing to tell.
func _note_spacing(ticks: int) -> void:
	_spacings.append(ticks)
	if _spacings.size() > 8:
		_spacings.remove_at(0)
	var longest := 0.0
	for spacing in _spacings:
		longest = maxf(longest, spacing)
	patch_interval_ms = longest * tick_ms


func _correct(elapsed_ms: float) -> void:
	while _ways.size() > 1 and _advanced_at_ms - _ways_at_ms[0] > _WINDOW_MS:
		_ways.remove_at(0)
		_ways_at_ms.remove_at(0)
	var error_ms := _ways[0] - _offset_ms
	if error_ms > _JUMP_MS and _ways_at_ms[-1] - _late_since_ms < _PROVEN_MS:
		return
	if absf(error_ms) > _JUMP_MS or (error_ms < 0.0 and _advanced_at_ms - _began_at_ms < _SETTLING_MS):
		_offset_ms = _ways[0]
		return
	var reach_ms := elapsed_ms * _SLEW
	var calm_ms := _FASTER_MS if error_ms < 0.0 else _SLOWER_MS
	_offset_ms += clampf(error_ms * minf(1.0, elapsed_ms / calm_ms), -reach_ms, reach_ms)


# Patches that came in one frame are one arrival: after a stall the last of them is as quick as ever.
func _note_arrival() -> void:
	if _newest_tick <= _shown_tick:
		return
	var age_ms := minf((_newest_tick - _shown_tick) * tick_ms, patch_interval_ms)
	_shown_tick = _newest_tick
	var lateness_ms := clampf(late_ms, 0.0, _JUMP_MS)
	if _needs.size() < _PATCHES:
		_needs.append(0.0)
		_latenesses.append(0.0)
	_needs[_at] = age_ms + lateness_ms
	_latenesses[_at] = lateness_ms
	_at = (_at + 1) % _PATCHES
	jitter_ms = _covering(_latenesses)
	_needed_ms = _covering(_needs)


func _slew_delay(elapsed_ms: float) -> void:
	var wanted_ms := fixed_view_delay_ms
	if wanted_ms <= 0.0:
		wanted_ms = clampf(_needed_ms, patch_interval_ms, patch_interval_ms * _MOST_INTERVALS)
	if _advanced_at_ms - _began_at_ms < _SETTLING_MS:
		_wanted_delay_ms = wanted_ms
		return
	_wanted_delay_ms += clampf(wanted_ms - _wanted_delay_ms, -elapsed_ms * _SHRINK, elapsed_ms * _SLEW)


# Goes to where it should be at a rate near the true one; a long way at once.
func _moved(tick: float, wanted: float, elapsed_ms: float) -> float:
	var elapsed := elapsed_ms / tick_ms
	if absf(wanted - tick - elapsed) * tick_ms > _JUMP_MS:
		return wanted
	if _advanced_at_ms - _began_at_ms < _SETTLING_MS:
		return maxf(tick, wanted)
	return tick + clampf(wanted - tick, elapsed * (1.0 - _SLEW), elapsed * (1.0 + _SLEW))


static func _covering(values: PackedFloat64Array) -> float:
	if values.is_empty():
		return 0.0
	var sorted := values.duplicate()
	sorted.sort()
	return sorted[int((sorted.size() - 1) * _COVERED)]
