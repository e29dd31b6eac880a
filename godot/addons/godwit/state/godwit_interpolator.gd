class_name GodwitInterpolator
extends RefCounted
## The interpolated fields of one [GodwitSynchronizer]: keeps their values of the last patches, in the slots of the client's
## [GodwitTimeline], and knows what lies between them. The client's [GodwitView] shows them.

## Emitted when what lies between two patches is another now, or is no longer to be shown.
signal changed

## The entity whose fields they are.
var entity: GodwitEntity
## Where they are shown.
var bindings: Array[GodwitBinding] = []
## Whether the value of a patch stays until the moment of the next.
var is_stepped: bool = false
## Values that are this far apart in two patches leap; 0 for never.
var teleport_distance: float = 0.0
## How far they go on as before when patches are late, in milliseconds.
var max_extrapolation_ms: float = 0.0:
	set(new_value):
		max_extrapolation_ms = new_value
		changed.emit()

var _node: Node
var _epoch: int = -1 # of the timeline that the values are of
var _recorded: int = 0 # the newest slot that the values are of


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
func begin(timeline: GodwitTimeline) -> void:
	for binding in bindings:
		var value: Variant = binding.value_of(entity)
		binding.fill(value, GodwitTimeline.SLOTS)
		binding.put(value)
	if timeline != null:
		_recorded = maxi(0, timeline.count - 1)
		_epoch = timeline.epoch


## Keeps the values of the patch that has just come. The slots that were skipped still have those from before.
func record(timeline: GodwitTimeline) -> void:
	if not entity.is_present:
		_epoch = -1
		return
	var newest := maxi(0, timeline.count - 1)
	var is_new := _epoch != timeline.epoch
	var place := newest % GodwitTimeline.SLOTS
	var place_before := _recorded % GodwitTimeline.SLOTS
	for binding in bindings:
		var value: Variant = binding.value_of(entity) if binding.is_nested else entity.get(binding.field)
		if is_new:
			binding.fill(value, GodwitTimeline.SLOTS)
			continue
		var values := binding.values
		var ways := binding.ways
		var before: Variant = values[place_before]
		if newest > _recorded + 1:
			for slot in range(maxi(_recorded + 1, newest - GodwitTimeline.SLOTS + 1), newest):
				values[slot % GodwitTimeline.SLOTS] = before
				ways[slot % GodwitTimeline.SLOTS] = null
		values[place] = value
		ways[place] = _way(binding, before, value) if value != before else null
	_recorded = newest
	_epoch = timeline.epoch


## What was shown is this far from the moment of [param timeline], where it should have been.
func measure_errors(timeline: GodwitTimeline) -> void:
	var weight := timeline.get_weight(max_extrapolation_ms)
	for binding in bindings:
		var truth: Variant = binding.values[timeline.from if weight < 1.0 else timeline.to]
		var way: Variant = binding.ways[timeline.to]
		if way != null and weight != 1.0:
			truth = binding.values[timeline.from] + way * weight
		binding.error = _way(binding, truth, binding.shown) if binding.shown != null else null


# Null for a leap, too.
func _way(binding: GodwitBinding, from: Variant, to: Variant) -> Variant:
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
