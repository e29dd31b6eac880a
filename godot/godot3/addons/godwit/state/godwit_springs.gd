class_name GodwitSprings
extends Reference
## The errors of some shown numbers, which fade like critically damped springs: without a jump at first and without ever
## going too far.

# (1 + x) * exp(-x) is 0.05 here.
const _GONE_AT := 4.7439

## The errors that are left.
var errors = Array()

var _speeds = Array()


## Springs for count numbers.
func _init(count: int) -> void:
	for index in count:
		errors.append(0.0)
		_speeds.append(0.0)


## Adds what was shown until now and is not true any more: the numbers before instead of after.
func add(before: Array, after: Array) -> void:
	for index in errors.size():
		var one: float = before[index]
		var other: float = after[index]
		errors[index] += one - other


## As add(); at once if it is shown elsewhere on purpose, or wrong by snap_distance, 0 for never.
func correct(before: Array, after: Array, is_teleported: bool, snap_distance: float) -> void:
	add(before, after)
	if is_teleported or snap_distance > 0.0 and get_distance() >= snap_distance:
		reset()


## How far away from the truth is what is shown.
func get_distance() -> float:
	var sum := 0.0
	for error in errors:
		sum += error * error
	return 1.0 * (sqrt(sum))


## Forgets all errors at once.
func reset() -> void:
	for index in errors.size():
		errors[index] = 0.0
		_speeds[index] = 0.0


## elapsed_ms pass; after smoothing_ms 95 % of an error are gone.
func advance(elapsed_ms: float, smoothing_ms: float) -> void:
	if smoothing_ms <= 0.0:
		reset()
		return
	var stiffness = _GONE_AT / smoothing_ms
	var decay = exp(-stiffness * elapsed_ms)
	for index in errors.size():
		var drift = _speeds[index] + stiffness * errors[index]
		_speeds[index] = (_speeds[index] - stiffness * drift * elapsed_ms) * decay
		errors[index] = (errors[index] + drift * elapsed_ms) * decay
