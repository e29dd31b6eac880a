class_name GodwitPrediction
extends RefCounted
## A body ahead of the server: it is stepped with each input at once, and compared when the server acknowledges the input.
##
## Both sides step each input exactly once, so the numbers are equal to the last bit, whatever the connection does. If they
## are not, the server knew something that the client could not: its numbers are taken, and the inputs after them replayed.

## Emitted once per frame, at [param now_ms], when what is shown is that of the frame.
@warning_ignore("unused_signal") # the predictor emits it
signal advanced(now_ms: float)

## The inputs that are kept; older ones can't be replayed any more.
const KEPT := 64
const _SEQ_MASK := 0xffff
const _SEQ_HALF := 0x8000

## The body after the last input.
var body: Object
## The number of the last input; 0 before the first.
var seq: int = 0
## The number of the last acknowledged input.
var acknowledged: int = 0
## True while inputs are stepped again.
var is_replaying: bool = false
## True if the last acknowledgement could be compared: the inputs that it brings are kept. Those from before the beginning are not.
var is_comparable: bool = false
## The input of this frame, as the server would read it.
var shown_input: Object
## The part of a tick that this frame shows after the last input, 0 to 1.
var shown_part: float = 0.0

var _step: GodwitStep
var _seconds: float
var _inputs: Array = [] # by number
var _after: Array = [] # the body's numbers after each input
var _made_at_ms := PackedFloat64Array()
var _told: Array = [] # the body's numbers as the server last told them
var _teleports: int = 0
var _pushes: int = 0


## Steps by [param step], each step [param seconds] long.
func _init(step: GodwitStep, seconds: float) -> void:
	_step = step
	_seconds = seconds
	body = step.create_body()
	_inputs.resize(KEPT)
	_after.resize(KEPT)
	_made_at_ms.resize(KEPT)


## Starts from what the server told: the body's numbers after input [param p_acknowledged]. The next input has the number
## after [param last_seq], which is the last one that was sent.
func begin(told: Array, p_acknowledged: int, last_seq: int) -> void:
	for place in KEPT:
		_inputs[place] = null
	acknowledged = p_acknowledged
	seq = last_seq
	_told = told
	_step.set_numbers(body, told)


## How many inputs the server has not acknowledged yet.
func get_pending() -> int:
	return (seq - acknowledged) & _SEQ_MASK


## The number of the next input.
func get_next_seq() -> int:
	return (seq + 1) & _SEQ_MASK


## Steps the next input, which was made at [param now_ms].
func push(input: Object, now_ms: float) -> void:
	seq = get_next_seq()
	var place := seq % KEPT
	_inputs[place] = input
	_made_at_ms[place] = now_ms
	_step.run(body, input, _seconds)
	_after[place] = _step.numbers_of(body)


## How long ago the input [param p_seq] was made, in milliseconds; -1 if it is no longer kept.
func get_age_ms(p_seq: int, now_ms: float) -> float:
	return now_ms - _made_at_ms[p_seq % KEPT] if _is_kept(p_seq) else -1.0


## The server stepped the inputs up to [param p_acknowledged], and then had the numbers [param told]. Returns what was
## predicted instead; empty if it was the same to the last bit.
func acknowledge(p_acknowledged: int, told: Array) -> Array:
	var predicted := _told
	is_comparable = p_acknowledged == acknowledged or _is_kept(p_acknowledged) and _is_kept((acknowledged + 1) & _SEQ_MASK)
	if p_acknowledged != acknowledged:
		# An input that is no longer kept can't be compared.
		predicted = _after[p_acknowledged % KEPT] if _is_kept(p_acknowledged) else []
	acknowledged = p_acknowledged
	if get_pending() >= _SEQ_HALF:
		seq = acknowledged
	_told = told
	if has_same_bits(predicted, told):
		return []
	_replay()
	return predicted if not predicted.is_empty() else told


## The body's numbers as this frame shows them: stepped by the part of a tick that has passed.
func look_ahead() -> Array:
	return _step.numbers_of(_get_ahead() if shown_input != null and shown_part > 0.0 else body)


## The body after the input [param p_seq], and that input; while that is yet to come, what this frame shows. Empty if it is
## no longer kept.
func get_launch(p_seq: int) -> Array:
	if inputs_since(p_seq, seq) < 0:
		return [_get_ahead(), shown_input] if shown_input != null else []
	if not _is_kept(p_seq):
		return []
	var after := _step.create_body()
	var numbers: Array = _after[p_seq % KEPT]
	_step.set_numbers(after, numbers)
	return [after, _inputs[p_seq % KEPT]]


## How the server has moved the body of [param entity] since the last time, which nobody could foresee:
## [code]teleports[/code], [code]pushes[/code] or nothing.
func take_moves(entity: Object) -> StringName:
	var teleports := _step.moves_of(entity, &"teleports")
	var pushes := _step.moves_of(entity, &"pushes")
	var moves := &""
	if teleports != _teleports:
		moves = &"teleports"
	elif pushes != _pushes:
		moves = &"pushes"
	_teleports = teleports
	_pushes = pushes
	return moves


## True if all numbers have the same bits.
static func has_same_bits(one: Array, other: Array) -> bool:
	if one.size() != other.size():
		return false
	for index in one.size():
		var a: float = one[index]
		var b: float = other[index]
		# Zero has two signs, and what is no number is the same as itself here.
		if a != b and (a == a or b == b) or a == 0.0 and b == 0.0 and atan2(a, -1.0) != atan2(b, -1.0):
			return false
	return true


## The inputs from [param p_seq] to [param last], which may be after 65,535; below 0 if it is not made yet.
static func inputs_since(p_seq: int, last: int) -> int:
	var count := (last - p_seq) & _SEQ_MASK
	return count if count < _SEQ_HALF else count - _SEQ_MASK - 1


func _get_ahead() -> Object:
	var copy := _step.copy_of(body)
	if shown_part > 0.0:
		_step.run(copy, shown_input, _seconds * shown_part)
	return copy


func _replay() -> void:
	is_replaying = true
	_step.set_numbers(body, _told)
	var count := mini(get_pending(), KEPT)
	for index in count:
		var number := (seq - count + 1 + index) & _SEQ_MASK
		if _is_kept(number):
			var input: Object = _inputs[number % KEPT]
			_step.run(body, input, _seconds)
			_after[number % KEPT] = _step.numbers_of(body)
	is_replaying = false


# Among those that are pending, or the one that was acknowledged last.
func _is_kept(number: int) -> bool:
	var ago := (seq - number) & _SEQ_MASK
	return ago < KEPT and ago < _SEQ_HALF and _inputs[number % KEPT] != null
