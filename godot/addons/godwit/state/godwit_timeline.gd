class_name GodwitTimeline
extends RefCounted
## The ticks of the last patches, and between which of them the moment shown lies: found once per frame for everything
## that is interpolated.
##
## Each patch is a slot, which whoever interpolates keeps its values in. Godwit only sends changes: if nothing came for a
## while, everything is assumed to have stayed the same until one interval before the next patch, which gets a slot of its
## own. Beyond the newest patch, after a stall, values go on as before for a while ([method get_weight]); when its patches
## are there, what was shown returns to the true line within [constant RETURN_MS].

## The slots that are kept.
const SLOTS := 32
## After a stall, the time until 95 % of the error are gone.
const RETURN_MS := 200.0
# (1 + x) * exp(-x) is 0.05 here: the critically damped spring.
const _SPRING := 4.7439
const _GONE := 0.002

## How many slots there were, also those that are no longer kept; the newest is one less.
var count: int = 0
## The place of the slot before the moment shown.
var from: int = 0
## The place of the slot after it; the newest when there is none.
var to: int = 0
## How far the moment is between the two, 0 to 1.
var fraction: float = 1.0
## How far the moment is beyond the newest patch, in milliseconds.
var beyond_ms: float = 0.0
## True in the frame in which the patches of a moment beyond have come: [method look_back] shows that moment again.
var is_corrected: bool = false
## The part of the error that is still there, 1 to 0, while what was shown returns to the true line.
var remaining: float = 0.0
## Counts the times that it began anew.
var epoch: int = 0

var _ticks := PackedFloat64Array() # by place
var _moment: float = 0.0
var _moment_before: float = 0.0
var _tick_ms: float = 0.0
var _has_leapt: bool = false
var _seen: int = 0 # the slots of the last frame
var _corrected_at_ms: float = 0.0


func _init() -> void:
	_ticks.resize(SLOTS)


## The patch of [param tick] has come; two are usually at most [param interval] ticks apart. The same tick again changes
## nothing, an earlier one begins anew.
func push(tick: float, interval: float) -> void:
	if count > 0:
		var newest := _ticks[(count - 1) % SLOTS]
		if tick == newest:
			return
		if tick < newest:
			clear()
		elif interval > 0.0 and tick - newest > interval * 1.01:
			_append(tick - interval)
	_append(tick)


## Goes to [param tick], for the frame at [param now_ms]; a tick lasts [param tick_ms].
func seek(tick: float, tick_ms: float, now_ms: float) -> void:
	if count == 0:
		return
	is_corrected = _has_leapt or beyond_ms > 0.0 and count > _seen
	_has_leapt = false
	if is_corrected:
		_corrected_at_ms = now_ms
		remaining = 1.0
	elif remaining > 0.0:
		remaining = _spring((now_ms - _corrected_at_ms) / RETURN_MS)
	_seen = count
	_tick_ms = tick_ms
	_moment_before = _moment
	_moment = tick
	_look(tick)


## The room stood still for [param ticks] ticks: what was shown was of a moment that much earlier.
func leap(ticks: int) -> void:
	_moment -= ticks
	_has_leapt = count > 0


## The tick of the newest patch; 0 before the first.
func get_newest() -> float:
	return _ticks[(count - 1) % SLOTS] if count > 0 else 0.0


## How much of the slot after to show, and how much of the one before: 1 is all, and with a moment beyond it is more, by at
## most [param most_ms] milliseconds, at first as quick as the moment and then ever more slowly.
func get_weight(most_ms: float) -> float:
	if beyond_ms <= 0.0 or most_ms <= 0.0 or from == to:
		return fraction
	var reach_ms := most_ms
	if beyond_ms < 2.0 * most_ms:
		reach_ms = beyond_ms - beyond_ms * beyond_ms / (4.0 * most_ms)
	return 1.0 + reach_ms / ((_ticks[to] - _ticks[from]) * _tick_ms)


## Goes once more to the moment of the frame before, with what has come meanwhile, until [method look_ahead].
func look_back() -> void:
	_look(_moment_before)


## Back to the moment of the frame.
func look_ahead() -> void:
	_look(_moment)


## Forgets everything.
func clear() -> void:
	count = 0
	beyond_ms = 0.0
	remaining = 0.0
	is_corrected = false
	_seen = 0
	epoch += 1


func _look(tick: float) -> void:
	var newest := count - 1
	var oldest := maxi(0, count - SLOTS)
	var slot := newest
	while slot > oldest and _ticks[slot % SLOTS] > tick:
		slot -= 1
	beyond_ms = 0.0
	fraction = 1.0
	if slot < newest:
		from = slot % SLOTS
		to = (slot + 1) % SLOTS
		fraction = clampf((tick - _ticks[from]) / (_ticks[to] - _ticks[from]), 0.0, 1.0)
		return
	from = maxi(oldest, newest - 1) % SLOTS
	to = newest % SLOTS
	beyond_ms = maxf(0.0, tick - _ticks[to]) * _tick_ms


func _append(tick: float) -> void:
	_ticks[count % SLOTS] = tick
	count += 1


static func _spring(part: float) -> float:
	var x := part * _SPRING
	var left := (1.0 + x) * exp(-x)
	return left if left > _GONE else 0.0
