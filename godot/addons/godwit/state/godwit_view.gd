class_name GodwitView
extends RefCounted
## Shows everything that is interpolated at the moment of the client's clock: all of it in one loop a frame.
##
## Many frames lie between the same two patches, a leg. What moves in it, from where and how far is found once, so that a frame
## costs little more than setting the properties, and what stands still costs nothing.

# How the way between two values is found: most are found without a call.
enum _Way { ASKED, FLAT, ANGLE }

var _timeline: GodwitTimeline
var _interpolators: Array[GodwitInterpolator] = []
var _newest: int = -1 # slot of the last patch
var _epoch: int = -1
var _is_returning: bool = false
var _is_lean: bool = false # the last frame noted nothing of what it showed

# What is interpolated, by index. The values and ways are those of the bindings, by place.
var _is_stale: bool = true # it has to be found anew; not at once, because a property that is set may be the cause
var _bindings: Array[GodwitBinding] = []
var _owners: Array[GodwitInterpolator] = []
var _entities: Array = []
var _fields: Array[StringName] = []
var _members: Array[NodePath] = []
var _are_plain: Array[bool] = [] # fields of the entity, which are read in less than half the time
var _values: Array = []
var _ways: Array = []
var _kinds: Array[int] = []
var _leaps: Array[float] = [] # from which length on a way is none

# What of it is shown, and where.
var _shown: Array = [] # the indexes
var _nodes: Array = [] # null if it is only a part of a property
var _properties: Array[StringName] = []
var _reaches: Array[float] = [] # how far each goes on beyond the newest patch, in milliseconds
var _most_ms: float = 0.0
var _is_uniform: bool = true # all go on equally far

# The leg: the places it goes from and to, and whether its moments lie before the second, there or beyond.
var _from: int = -1
var _to: int = -1
var _side: int = 0
var _weight: float = 0.0 # of the last frame
var _starts: Array = []
var _steps: Array = [] # how far each goes in it
var _moving: Array = [] # the indexes of those that do


## Shows the moments of [param timeline].
func _init(timeline: GodwitTimeline) -> void:
	_timeline = timeline


## Shows [param interpolator] from now on.
func add(interpolator: GodwitInterpolator) -> void:
	if not interpolator.changed.is_connected(_on_changed):
		_interpolators.append(interpolator)
		interpolator.changed.connect(_on_changed)
	_is_stale = true


## No longer shows it.
func remove(interpolator: GodwitInterpolator) -> void:
	if interpolator.changed.is_connected(_on_changed):
		_interpolators.erase(interpolator)
		interpolator.changed.disconnect(_on_changed)
	_is_stale = true


## A patch has come, and the timeline knows it: keeps its values. The slots that were skipped still have those from before.
func record() -> void:
	if _is_stale:
		_find_bindings()
	var newest := _timeline.count - 1
	var is_new := _timeline.epoch != _epoch
	if newest == _newest or is_new:
		_from = -1
	if is_new:
		for interpolator in _interpolators:
			interpolator.fill()
	else:
		for slot in range(maxi(_newest + 1, newest - GodwitTimeline.SLOTS + 1), newest):
			_repeat(slot)
		_record(newest)
	_newest = newest
	_epoch = _timeline.epoch


# Hundreds in each patch: nothing is called that can be left out.
func _record(newest: int) -> void:
	var place := newest % GodwitTimeline.SLOTS
	var place_before := maxi(0, newest - 1) % GodwitTimeline.SLOTS
	for index in _entities.size():
		var entity: Object = _entities[index]
		var value: Variant = entity.get(_fields[index]) if _are_plain[index] else entity.get_indexed(_members[index])
		var values: Array = _values[index]
		var ways: Array = _ways[index]
		var before: Variant = values[place_before]
		values[place] = value
		ways[place] = null
		if value == before:
			continue
		var kind := _kinds[index]
		if kind == _Way.FLAT:
			var way: Vector2 = value - before
			if way.length() < _leaps[index]:
				ways[place] = way
		elif kind == _Way.ANGLE:
			var turn: float = value - before
			turn = wrapf(turn, -PI, PI)
			if absf(turn) < _leaps[index]:
				ways[place] = turn
		else:
			ways[place] = _owners[index].way_between(_bindings[index], before, value)


# Nothing came for a while: until now everything was as before.
func _repeat(slot: int) -> void:
	var place := slot % GodwitTimeline.SLOTS
	var place_before := maxi(0, slot - 1) % GodwitTimeline.SLOTS
	for index in _bindings.size():
		_values[index][place] = _values[index][place_before]
		_ways[index][place] = null


## Shows the moment of this frame; the client does so every frame.
func show() -> void:
	if _timeline.count == 0 or _interpolators.is_empty():
		return
	if _is_stale:
		_find_bindings()
	if _timeline.is_corrected:
		_measure_errors()
	elif _is_returning and _timeline.remaining <= 0.0:
		_is_returning = false
		_from = -1
	var weight := _timeline.get_weight(_most_ms)
	var side := 0 if weight == 1.0 else -1 if weight < 1.0 else 1
	if _timeline.from != _from or _timeline.to != _to or side != _side:
		_begin_leg(side)
	_weight = weight
	_is_lean = not _is_returning and (_is_uniform or side <= 0)
	if not _is_lean:
		_show_each()
		return
	# Hundreds of times each frame: nothing is called that can be left out.
	for index: int in _moving:
		var node: Object = _nodes[index]
		if node != null:
			node.set(_properties[index], _starts[index] + _steps[index] * weight)
		else:
			_bindings[index].put(_starts[index] + _steps[index] * weight)


func _find_bindings() -> void:
	_note_shown()
	_is_stale = false
	_is_lean = false
	_from = -1
	_most_ms = 0.0
	for list: Array in [
		_bindings, _owners, _entities, _fields, _members, _are_plain, _values, _ways, _kinds, _leaps,
		_shown, _nodes, _properties, _reaches, _moving,
	]:
		list.clear()
	var least_ms := INF
	for interpolator in _interpolators:
		var is_running := interpolator.is_running()
		if is_running:
			_most_ms = maxf(_most_ms, interpolator.max_extrapolation_ms)
			least_ms = minf(least_ms, interpolator.max_extrapolation_ms)
		for binding in interpolator.bindings:
			if is_running and not binding.is_resting:
				_shown.append(_bindings.size())
			_add(interpolator, binding)
	_is_uniform = least_ms >= _most_ms
	_starts.resize(_bindings.size())
	_steps.resize(_bindings.size())


func _add(interpolator: GodwitInterpolator, binding: GodwitBinding) -> void:
	_bindings.append(binding)
	_owners.append(interpolator)
	_entities.append(interpolator.entity)
	_fields.append(binding.field)
	_members.append(binding.member)
	_are_plain.append(not binding.is_nested)
	_values.append(binding.values)
	_ways.append(binding.ways)
	var kind := _Way.ASKED
	if not interpolator.is_stepped and binding.form.blend == GodwitForm.Blend.ANGLE:
		kind = _Way.ANGLE
	elif not interpolator.is_stepped and binding.is_linear and binding.form.type == TYPE_VECTOR2:
		kind = _Way.FLAT
	_kinds.append(kind)
	_leaps.append(interpolator.teleport_distance if interpolator.teleport_distance > 0.0 else INF)
	_nodes.append(null if binding.is_part else binding.node)
	_properties.append(binding.root)
	_reaches.append(interpolator.max_extrapolation_ms)


func _begin_leg(side: int) -> void:
	_note_shown()
	var is_first := _from < 0
	_from = _timeline.from
	_to = _timeline.to
	_side = side
	_moving.clear()
	var still := _from if side < 0 else _to
	for index: int in _shown:
		var way: Variant = _ways[index][_to] if side != 0 else null
		_steps[index] = way
		if way != null:
			_starts[index] = _values[index][_from]
			_moving.append(index)
			continue
		var value: Variant = _values[index][still]
		_starts[index] = value
		# What stands still is set again only if nobody knows what was done to it.
		if not _is_returning and (is_first or _bindings[index].shown != value):
			_bindings[index].put(value)


# With what is still left of the errors, each as far beyond the newest patch as it goes.
func _show_each() -> void:
	for index: int in _shown:
		var binding := _bindings[index]
		var value: Variant = _starts[index]
		if _steps[index] != null:
			value += _steps[index] * _timeline.get_weight(_reaches[index])
		if _is_returning and binding.error != null:
			value = binding.form.moved(value, binding.error, _timeline.remaining)
		binding.put(value)


func _note_shown() -> void:
	if _is_lean:
		for index: int in _moving:
			_bindings[index].shown = _starts[index] + _steps[index] * _weight


# The patches of a stall have come: what was shown is this far from where it should have been.
func _measure_errors() -> void:
	_note_shown()
	_timeline.look_back()
	for interpolator in _interpolators:
		interpolator.measure_errors(_timeline)
	_timeline.look_ahead()
	_is_returning = true
	_is_lean = false


func _on_changed() -> void:
	_is_stale = true
