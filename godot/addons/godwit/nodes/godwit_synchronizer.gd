@tool
@icon("../editor/icons/godwit_synchronizer.svg")
class_name GodwitSynchronizer
extends Node
## Copies fields of an entity to properties of nodes, smoothed where you want it.
##
## Put it into the scene of a [GodwitEntitySpawner], which sets its entity, and fill in [member bindings].

## How a field gets from one patch to the next.
enum Interpolation {
	LINEAR, ## In a straight line.
	STEP, ## Not at all: the value of a patch stays until the moment of the next.
}

## Maps the entity's fields to properties: [code]position[/code] to [code]..:position[/code],
## [code]stats:health[/code] to [code]../HealthBar:value[/code]. Paths start at this node; use a NodePath or a string.
@export var bindings: Dictionary = {}:
	set(new_value):
		bindings = new_value
		update_configuration_warnings()
## The fields shown a little late and interpolated: numbers, angles, vectors and colours. How late is the same for all,
## [member GodwitClock.view_delay_ms]. The others are shown as soon as they arrive.
@export var interpolated: PackedStringArray = PackedStringArray():
	set(new_value):
		interpolated = new_value
		update_configuration_warnings()
## How the interpolated fields get from one patch to the next.
@export var interpolation: Interpolation = Interpolation.LINEAR
## Numbers and vectors that are this far apart in two patches jump, instead of being interpolated; 0 for never.
@export_range(0.0, 1_000.0, 0.001, "or_greater") var teleport_distance: float = 0.0
## How far the interpolated fields go on as before when patches are late, in milliseconds, ever more slowly; 0 stops them.
@export_range(0, 500, 1, "suffix:ms") var max_extrapolation_ms: float = 100.0
## The client whose clock is used; empty for the only one.
@export_node_path("Node") var client: NodePath = ^""

## The entity shown; null for none.
var entity: GodwitEntity:
	set(new_value):
		_unwatch()
		entity = new_value
		_watch()

var _state: GodwitState
var _timeline: GodwitTimeline
var _epoch: int = -1 # of the timeline that the values are of
var _recorded: int = 0 # the newest slot that the values are of
var _is_returning: bool = false
var _smooth: Array[Target] = []
var _direct: Array[Target] = []


## One bound property.
class Target:
	extends RefCounted

	## The entity's member, as [method Object.get_indexed] takes it.
	var member: NodePath
	## How to interpolate its values.
	var form: GodwitForm
	## The node with the property.
	var node: Node
	## The property, as [method Object.set_indexed] takes it.
	var property: NodePath
	## Whether values in between lie on a straight line.
	var is_linear: bool = false
	## Whether they lie on the shorter way around.
	var is_angle: bool = false
	## The property without a part of it.
	var root: StringName
	## Whether it is a part, such as [code]position:x[/code]: a whole property is set in less than half the time.
	var is_part: bool = false
	## Whether somebody else shows it.
	var is_resting: bool = false
	## Its values, in the places of the timeline's slots.
	var values: Array = []
	## Which of them are [member GodwitSynchronizer.teleport_distance] away from the one before.
	var leaps: Array[bool] = []
	## What was shown last.
	var shown: Variant = null
	## While it returns to the true line: how far away it began.
	var error: Variant = null


func _enter_tree() -> void:
	_watch()


func _ready() -> void:
	_bind()


func _exit_tree() -> void:
	_unwatch()


func _process(_delta: float) -> void:
	if not _smooth.is_empty() and _timeline != null and _timeline.count > 0:
		show_view()


func _get_configuration_warnings() -> PackedStringArray:
	var warnings := PackedStringArray()
	if bindings.is_empty():
		warnings.append("Bind at least one field of the entity to a property.")
	for field: String in bindings:
		var path := _path_of(field)
		if path.get_subname_count() == 0:
			warnings.append("The field %s is bound to no property: write node:property." % field)
		elif is_inside_tree() and get_node_or_null(node_path_of(path)) == null:
			warnings.append("The field %s is bound to a node that does not exist." % field)
	for field in interpolated:
		if not bindings.has(field):
			warnings.append("The field %s is to be interpolated, but not bound." % field)
	return warnings


## Shows the interpolated fields at the moment of the client's clock; it does so every frame.
func show_view() -> void:
	if _timeline.is_corrected:
		_measure_errors()
	elif _timeline.remaining <= 0.0:
		_is_returning = false
	var weight := _timeline.get_weight(max_extrapolation_ms)
	var is_plain := not _is_returning and interpolation == Interpolation.LINEAR and weight != 1.0
	var from_place := _timeline.from
	var to_place := _timeline.to
	for target in _smooth:
		var value: Variant
		# Written out for speed: with a hundred others this runs thousands of times a second.
		var is_even := is_plain and not target.leaps[to_place]
		if is_even and target.is_linear:
			var from: Variant = target.values[from_place]
			value = from + (target.values[to_place] - from) * weight
		elif is_even and target.is_angle:
			var start: float = target.values[from_place]
			var end: float = target.values[to_place]
			value = start + wrapf(end - start, -PI, PI) * weight
		else:
			value = _between(target, weight)
			if _is_returning and target.error != null:
				value = target.form.moved(value, target.error, _timeline.remaining)
		target.shown = value
		if target.is_resting:
			continue
		if target.is_part:
			target.node.set_indexed(target.property, value)
		else:
			target.node.set(target.root, value)


## Leaves [param property] of [param node] alone while [param is_resting], because a [GodwitPredictor] shows it.
func rest(node: Node, property: StringName, is_resting: bool) -> void:
	for targets: Array[Target] in [_smooth, _direct]:
		for target in targets:
			if target.node == node and target.root == property:
				target.is_resting = is_resting


func _watch() -> void:
	if Engine.is_editor_hint() or entity == null or not is_inside_tree() or _state != null:
		return
	var receiver := GodwitStateReceiver.of(self, client)
	_timeline = receiver.timeline if receiver != null else null
	_state = entity.get_state()
	if _state != null:
		_state.patched.connect(_on_patched)
	if is_node_ready():
		_bind()


func _unwatch() -> void:
	if _state != null:
		_state.patched.disconnect(_on_patched)
	_state = null
	_epoch = -1


func _bind() -> void:
	_smooth.clear()
	_direct.clear()
	if _state == null:
		return
	for field: String in bindings:
		var path := _path_of(field)
		var target := Target.new()
		target.member = NodePath(field)
		target.node = get_node_or_null(node_path_of(path))
		target.property = NodePath(path.get_concatenated_subnames())
		target.root = StringName(path.get_subname(0)) if path.get_subname_count() > 0 else &""
		target.is_part = path.get_subname_count() > 1
		target.form = entity.get_form_of(field)
		if target.node == null or target.form == null or target.property == NodePath():
			push_error("The field %s can't be bound to %s." % [field, path])
		elif field in interpolated:
			target.is_angle = target.form.blend == GodwitForm.Blend.ANGLE
			target.is_linear = target.form.blend == GodwitForm.Blend.LINEAR
			_smooth.append(target)
		else:
			_direct.append(target)
	_epoch = -1
	_show_direct()
	_record()
	for target in _smooth:
		target.shown = target.values[0]
		target.node.set_indexed(target.property, target.shown)


func _on_patched(_tick: int) -> void:
	if not entity.is_present:
		_epoch = -1
		return
	_show_direct()
	_record()


func _show_direct() -> void:
	for target in _direct:
		if target.is_resting:
			continue
		target.node.set_indexed(target.property, entity.get_indexed(target.member))


# Keeps the values of the patch that has just come. The slots that were skipped still have those from before.
func _record() -> void:
	if _smooth.is_empty():
		return
	var newest := _timeline.count - 1 if _timeline != null else 0
	var is_new := _timeline == null or _epoch != _timeline.epoch
	for target in _smooth:
		var value: Variant = entity.get_indexed(target.member)
		if is_new:
			target.values.resize(GodwitTimeline.SLOTS)
			target.leaps.resize(GodwitTimeline.SLOTS)
			for place in GodwitTimeline.SLOTS:
				target.values[place] = value
				target.leaps[place] = false
			target.error = null
			continue
		var before: Variant = target.values[_recorded % GodwitTimeline.SLOTS]
		for slot in range(maxi(_recorded + 1, newest - GodwitTimeline.SLOTS + 1), newest):
			target.values[slot % GodwitTimeline.SLOTS] = before
			target.leaps[slot % GodwitTimeline.SLOTS] = false
		var latest := maxi(0, newest) % GodwitTimeline.SLOTS
		target.values[latest] = value
		target.leaps[latest] = teleport_distance > 0.0 and _distance(before, value) >= teleport_distance
	_recorded = maxi(0, newest)
	_epoch = _timeline.epoch if _timeline != null else -1


func _between(target: Target, weight: float) -> Variant:
	var from: Variant = target.values[_timeline.from]
	var to: Variant = target.values[_timeline.to]
	if weight == 1.0:
		return to
	if interpolation == Interpolation.STEP or target.leaps[_timeline.to]:
		return to if weight >= 1.0 else from
	return target.form.between(from, to, weight)


# The patches of a stall have come: what was shown is this far from where it should have been.
func _measure_errors() -> void:
	_timeline.look_back()
	var weight := _timeline.get_weight(max_extrapolation_ms)
	for target in _smooth:
		var truth: Variant = _between(target, weight)
		target.error = target.form.difference(truth, target.shown) if target.shown != null else null
		if teleport_distance > 0.0 and target.error != null and _distance(truth, target.shown) >= teleport_distance:
			target.error = null
	_timeline.look_ahead()
	_is_returning = true


static func _distance(from: Variant, to: Variant) -> float:
	match typeof(from):
		TYPE_VECTOR2:
			var flat_from: Vector2 = from
			var flat_to: Vector2 = to
			return flat_from.distance_to(flat_to)
		TYPE_VECTOR3:
			var deep_from: Vector3 = from
			var deep_to: Vector3 = to
			return deep_from.distance_to(deep_to)
		TYPE_FLOAT, TYPE_INT:
			var one: float = from
			var other: float = to
			return absf(other - one)
	return 0.0


func _path_of(field: String) -> NodePath:
	return NodePath(str(bindings[field]))


## The part of [param path] that leads to a node.
static func node_path_of(path: NodePath) -> NodePath:
	return NodePath(path.get_concatenated_names())
