class_name GodwitInterpolator
extends RefCounted
## The interpolated fields of one [GodwitSynchronizer], and what lies between their values. The client's [GodwitView] keeps those of
## the last patches, in the slots of the client's [GodwitTimeline], and shows them.

## Emitted when what lies between two patches is another now, or is no longer to be shown.
signal changed

## The entity whose fields they are.
var entity: GodwitEntity
## Where they are shown.
var bindings: Array[GodwitBinding] = []
## Whether the value of a patch stays until the moment of the next.
var is_stepped: bool = false:
	set(new_value):
		is_stepped = new_value
		changed.emit()
## Values that are this far apart in two patches leap; 0 for never.
var teleport_distance: float = 0.0:
	set(new_value):
		teleport_distance = new_value
		changed.emit()
## How far they go on as before when patches are late, in milliseconds.
var max_extrapolation_ms: float = 0.0:
	set(new_value):
		max_extrapolation_ms = new_value
		changed.emit()

var _node: Node


## Nothing is shown while [param node] rests.
func _init(node: Node) -> void:
	_node = node


## False while its node is paused or switched off.
func is_running() -> bool:
	return _node.can_process()


## It is shown in another way from now on.
func touch() -> void:
	changed.emit()


## What the entity is now is all that is known of it: shows that.
func begin() -> void:
	fill()
	for binding in bindings:
		binding.put(binding.values[0])


## What the entity is now it was all the time.
func fill() -> void:
	for binding in bindings:
		binding.fill(binding.value_of(entity), GodwitTimeline.SLOTS)


## What was shown is this far from the moment of [param timeline], where it should have been.
func measure_errors(timeline: GodwitTimeline) -> void:
	var weight := timeline.get_weight(max_extrapolation_ms)
	for binding in bindings:
		var truth: Variant = binding.values[timeline.from if weight < 1.0 else timeline.to]
		var way: Variant = binding.ways[timeline.to]
		if way != null and weight != 1.0:
			truth = binding.values[timeline.from] + way * weight
		binding.error = way_between(binding, truth, binding.shown) if binding.shown != null else null


## How far [param to] is from [param from] for [param binding]; null if nothing lies between, as with a leap.
func way_between(binding: GodwitBinding, from: Variant, to: Variant) -> Variant:
	if is_stepped:
		return null
	var way: Variant = to - from if binding.is_linear else binding.form.difference(from, to)
	return null if teleport_distance > 0.0 and _size(way) >= teleport_distance else way


static func _size(way: Variant) -> float:
	if way is Vector2:
		var flat: Vector2 = way
		return flat.length()
	if way is Vector3:
		var deep: Vector3 = way
		return deep.length()
	if way is float or way is int:
		var number: float = way
		return absf(number)
	return 0.0
