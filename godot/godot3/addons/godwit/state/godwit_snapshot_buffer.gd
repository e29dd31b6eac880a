class_name GodwitSnapshotBuffer
extends Reference
## The last values of some fields with their times, for showing them slightly late and interpolated.
##
## Godwit only sends changes: if nothing came for a while, the values are assumed to have stayed the same until
## one interval before the next ones.

## After sample(): the values before that time.
var from: Array = []
## After sample(): the values after that time.
var to: Array = []
## After sample(): how far the time is between the two, 0 to 1.
var fraction: float = 0.0

var _capacity: int
var _times = Array() # ascending
var _values: Array = []
var _interval_ms: float = INF # the usual time between two


## Keeps the last capacity values.
func _init(capacity: int = 16) -> void:
	_capacity = int(max(2, capacity))


## How many are kept.
func size() -> int:
	return _times.size()


## Adds values at time_ms; the same time again replaces them, an earlier one starts over.
func push(time_ms: float, values: Array) -> void:
	if not _times.empty():
		var elapsed = time_ms - _times[-1]
		if elapsed == 0.0:
			_values[-1] = values
			return
		if elapsed < 0.0:
			clear()
		else:
			if elapsed > 2.0 * _interval_ms:
				_append(time_ms - _interval_ms, _values[-1])
			_interval_ms = min(elapsed, _interval_ms * 1.1)
	_append(time_ms, values)


## Looks up time_ms: sets from, to and fraction. Returns false if there is nothing yet.
## Before the first and after the last time, both are the nearest values.
func sample(time_ms: float) -> bool:
	if _times.empty():
		return false
	var after: int = _times.bsearch(time_ms)
	to = _values[int(min(after, _times.size() - 1))]
	if after == 0 or after == _times.size():
		from = to
		fraction = 1.0
		return true
	from = _values[after - 1]
	fraction = (time_ms - _times[after - 1]) / (_times[after] - _times[after - 1])
	return true


## Clears the buffer.
func clear() -> void:
	_times.clear()
	_values.clear()


func _append(time_ms: float, values: Array) -> void:
	if _times.size() == _capacity:
		_times.remove(0)
		_values.remove(0)
	_times.append(time_ms)
	_values.append(values)
