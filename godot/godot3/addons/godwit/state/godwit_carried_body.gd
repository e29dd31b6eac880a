class_name GodwitCarriedBody
extends Reference
## A body that nobody steers, such as a projectile: stepped from the tick after which the server told of it to the moment
## that is shown.
##
## One that the own player has just launched begins with an input, before the server knows of it. When the server tells of
## it, it goes on without a jump: from then on it is as old as it was.

# After a longer time, of a frozen process for instance, the rest is left out.
const _MOST_STEPS := 600

## The body after the last whole tick.
var body: Object
## Its numbers at the moment that was shown last.
var shown: Array = []

var _step: GodwitStep
var _seconds: float
var _told: Array = []
var _since: int = 0
var _teleports: int = 0
var _reached: int = 0 # the tick that the body is after
var _moment: float = 0.0 # that was shown last
var _lead: float = 0.0 # of what is shown, to the clock's own tick


## Steps by step, each step seconds long.
func _init(step: GodwitStep, seconds: float) -> void:
	_step = step
	_seconds = seconds
	body = step.create_body()
	shown = step.numbers_of(body)


## Starts with the numbers after tick since.
func begin(numbers: Array, since: int) -> void:
	_told = numbers
	_since = since
	_restart()


## Starts with what the server tells of entity, to be shown at own_tick of the clock.
func begin_told(entity: GodwitEntity, own_tick: float) -> void:
	begin(_step.told_of(entity), _step.since_of(entity))
	_teleports = _step.moves_of(entity, "teleports")
	advance(own_tick)


## What was launched here has become entity: from now on it is shown by the clock, at first at
## own_tick, and is as old as before.
func hand_over(entity: GodwitEntity, own_tick: float, springs: GodwitSprings, snap_distance: float) -> void:
	_lead = _step.since_of(entity) + (_moment - _since - _ticks_to(_step.told_of(entity))) - own_tick
	correct(entity, own_tick, springs, snap_distance)


## Goes on with what the server tells of entity now, to be shown at own_tick; springs keep what was
## shown instead, unless it is off by snap_distance.
func correct(entity: GodwitEntity, own_tick: float, springs: GodwitSprings, snap_distance: float) -> void:
	var before = shown
	var is_teleported: bool = _step.moves_of(entity, "teleports") != _teleports
	begin_told(entity, own_tick)
	springs.correct(before, shown, is_teleported, snap_distance)


## True if the server has told of entity anew.
func is_news(entity: GodwitEntity) -> bool:
	return (
		_step.since_of(entity) != _since or _step.moves_of(entity, "teleports") != _teleports
		or not GodwitPrediction.has_same_bits(_step.told_of(entity), _told)
	)


## Steps to own_tick of the clock.
func advance(own_tick: float) -> void:
	step_to(own_tick + _lead)


## Steps to moment, which counts in the same ticks as its start: the body in whole ones, a copy for the rest.
func step_to(moment: float) -> void:
	_moment = max(moment, _since)
	var whole := int(_moment)
	if whole < _reached:
		_restart()
	_reached = int(max(_reached, whole - _MOST_STEPS))
	while _reached < whole:
		_step.run(body, null, _seconds)
		_reached += 1
	var part = _moment - whole
	if part <= 0.0:
		shown = _step.numbers_of(body)
		return
	var copy: Object = _step.copy_of(body)
	_step.run(copy, null, _seconds * part)
	shown = _step.numbers_of(copy)


# How many ticks after its start the body is as [param told], or nearest to it: the patch that tells of a launch may come some
# ticks after it.
func _ticks_to(told: Array) -> int:
	var copy: Object = _step.create_body()
	_step.set_numbers(copy, _told)
	var nearest := 0
	var least = INF
	for ticks in int(min(int(_moment) - _since, _MOST_STEPS)) + 1:
		var numbers: Array = _step.numbers_of(copy)
		var distance := 0.0
		for index in numbers.size():
			var number: float = numbers[index]
			var told_number: float = told[index]
			distance = max(distance, abs(number - told_number))
		if distance < least:
			least = distance
			nearest = ticks
		if distance == 0.0:
			break
		_step.run(copy, null, _seconds)
	return nearest


func _restart() -> void:
	_step.set_numbers(body, _told)
	_reached = _since
	_moment = _since
	shown = _told
