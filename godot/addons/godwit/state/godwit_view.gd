class_name GodwitView
extends RefCounted
## Shows everything that is interpolated at the moment of the client's clock: all of it in one loop a frame.
##
## Many frames lie between the same two patches, a leg. What moves in it, from where and how far is found once, so that a frame
## costs little more than setting the properties, and what stands still costs nothing.

var _timeline: GodwitTimeline
var _interpolators: Array[GodwitInterpolator] = []
var _newest: int = -1 # slot of the last patch
var _epoch: int = -1
var _is_returning: bool = false
var _is_lean: bool = false # the last frame noted nothing of what it showed

# What is shown, and where.
var _is_stale: bool = true # it has to be found anew; not at once, because a property that is set may be the cause
var _bindings: Array[GodwitBinding] = []
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
var _ways: Array = []
var _moving: Array = [] # their indexes


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


## A patch has come, and the timeline knows it.
func record() -> void:
	if _timeline.count - 1 == _newest or _timeline.epoch != _epoch:
		_from = -1
	_newest = _timeline.count - 1
	_epoch = _timeline.epoch
	for interpolator in _interpolators:
		interpolator.record(_timeline)


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
			node.set(_properties[index], _starts[index] + _ways[index] * weight)
		else:
			_bindings[index].put(_starts[index] + _ways[index] * weight)


func _find_bindings() -> void:
	_note_shown()
	_is_stale = false
	_is_lean = false
	_from = -1
	_most_ms = 0.0
	_bindings.clear()
	_nodes.clear()
	_properties.clear()
	_reaches.clear()
	_moving.clear()
	for interpolator in _interpolators:
		if not interpolator.is_running():
			continue
		_most_ms = maxf(_most_ms, interpolator.max_extrapolation_ms)
		for binding in interpolator.bindings:
			if binding.is_resting:
				continue
			_bindings.append(binding)
			_nodes.append(null if binding.is_part else binding.node)
			_properties.append(binding.root)
			_reaches.append(interpolator.max_extrapolation_ms)
	_is_uniform = _reaches.count(_most_ms) == _reaches.size()
	_starts.resize(_bindings.size())
	_ways.resize(_bindings.size())


func _begin_leg(side: int) -> void:
	_note_shown()
	var is_first := _from < 0
	_from = _timeline.from
	_to = _timeline.to
	_side = side
	_moving.clear()
	var still := _from if side < 0 else _to
	for index in _bindings.size():
		var binding := _bindings[index]
		var way: Variant = binding.ways[_to] if side != 0 else null
		_ways[index] = way
		if way != null:
			_starts[index] = binding.values[_from]
			_moving.append(index)
			continue
		var value: Variant = binding.values[still]
		_starts[index] = value
		# What stands still is set again only if nobody knows what was done to it.
		if not _is_returning and (is_first or binding.shown != value):
			binding.put(value)


# With what is still left of the errors, each as far beyond the newest patch as it goes.
func _show_each() -> void:
	for index in _bindings.size():
		var binding := _bindings[index]
		var value: Variant = _starts[index]
		if _ways[index] != null:
			value += _ways[index] * _timeline.get_weight(_reaches[index])
		if _is_returning and binding.error != null:
			value = binding.form.moved(value, binding.error, _timeline.remaining)
		binding.put(value)


func _note_shown() -> void:
	if _is_lean:
		for index: int in _moving:
			_bindings[index].shown = _starts[index] + _ways[index] * _weight


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
