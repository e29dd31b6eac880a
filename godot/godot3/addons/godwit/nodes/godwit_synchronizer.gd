tool
class_name GodwitSynchronizer, "../editor/icons/godwit_synchronizer.svg"
extends Node
## Copies fields of an entity to properties of nodes, smoothed where you want it.
##
## Put it into the scene of a GodwitEntitySpawner, which sets its entity, and fill in bindings.

## How a field gets from one patch to the next.
enum Interpolation {
	LINEAR, ## In a straight line.
	STEP, ## Not at all: the value of a patch stays until the moment of the next.
}

## Maps the entity's fields to properties: position to ..:position,
## stats:health to ../HealthBar:value. Paths start at this node; use a NodePath or a string.
export(Dictionary) var bindings: Dictionary = {} setget set_bindings
## The fields shown a little late and interpolated: numbers, angles, vectors and colours. How late is the same for all,
## GodwitClock.view_delay_ms. The others are shown as soon as they arrive.
export(PoolStringArray) var interpolated: PoolStringArray = PoolStringArray() setget set_interpolated
## How the interpolated fields get from one patch to the next.
export(Interpolation) var interpolation: int = Interpolation.LINEAR
## Numbers and vectors that are this far apart in two patches jump, instead of being interpolated; 0 for never.
export(float, 0.0, 1000.0, 0.001) var teleport_distance: float = 0.0
## How far the interpolated fields go on as before when patches are late, in milliseconds, ever more slowly; 0 stops them.
export(float, 0, 500, 1) var max_extrapolation_ms: float = 100.0
## The client whose clock is used; empty for the only one.
export(NodePath) var client: NodePath = NodePath("")

## The entity shown; null for none.
var entity: GodwitEntity setget set_entity

var _state: GodwitState
var _timeline: GodwitTimeline
var _epoch: int = -1 # of the timeline that the values are of
var _recorded: int = 0 # the newest slot that the values are of
var _is_returning: bool = false
var _smooth: Array = []
var _direct: Array = []


## One bound property.
class Target:
	extends Reference

	## The entity's member, as Object.get_indexed() takes it.
	var member: NodePath
	## How to interpolate its values.
	var form: GodwitForm
	## The node with the property.
	var node: Node
	## The property, as Object.set_indexed() takes it.
	var property: NodePath
	## Whether values in between lie on a straight line.
	var is_linear: bool = false
	## Whether they lie on the shorter way around.
	var is_angle: bool = false
	## The property without a part of it.
	var root: String
	## Whether it is a part, such as position:x: a whole property is set in less than half the time.
	var is_part: bool = false
	## Whether somebody else shows it.
	var is_resting: bool = false
	## Its values, in the places of the timeline's slots.
	var values: Array = []
	## Which of them are GodwitSynchronizer.teleport_distance away from the one before.
	var leaps: Array = []
	## What was shown last.
	var shown = null
	## While it returns to the true line: how far away it began.
	var error = null
var _is_ready := false


func _enter_tree() -> void:
	_watch()


func _ready() -> void:
	_is_ready = true
	_bind()


func _get_configuration_warning() -> String:
	var warnings := PoolStringArray()
	if bindings.empty():
		warnings.append("Bind at least one field of the entity to a property.")
	for field in bindings:
		var path := NodePath(bindings[field])
		if path.get_subname_count() == 0:
			warnings.append("The field %s is bound to no property: write node:property." % field)
		elif is_inside_tree() and get_node_or_null(node_path_of(path)) == null:
			warnings.append("The field %s is bound to a node that does not exist." % field)
	for field in interpolated:
		if not bindings.has(field):
			warnings.append("The field %s is to be interpolated, but not bound." % field)
	return warnings.join("\n")


func _exit_tree() -> void:
	_unwatch()


func _process(_delta: float) -> void:
	if not _smooth.empty() and _timeline != null and _timeline.count > 0:
		show_view()


## Shows the interpolated fields at the moment of the client's clock; it does so every frame.
func show_view() -> void:
	if _timeline.is_corrected:
		_measure_errors()
	elif _timeline.remaining <= 0.0:
		_is_returning = false
	var weight: float = _timeline.get_weight(max_extrapolation_ms)
	var is_plain: bool = not _is_returning and interpolation == Interpolation.LINEAR and weight != 1.0
	var from_place = _timeline.from
	var to_place: int = _timeline.to
	for target in _smooth:
		var value
		# Written out for speed: with a hundred others this runs thousands of times a second.
		var is_even: bool = is_plain and not target.leaps[to_place]
		if is_even and target.is_linear:
			var from = target.values[from_place]
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


## Leaves property of node alone while is_resting, because a GodwitPredictor shows it.
func rest(node: Node, property: String, is_resting: bool) -> void:
	for targets in [_smooth, _direct]:
		for target in targets:
			if target.node == node and target.root == property:
				target.is_resting = is_resting


func _watch() -> void:
	if Engine.editor_hint or entity == null or not is_inside_tree() or _state != null:
		return
	var receiver = GodwitStateReceiver.of(self, client)
	_timeline = receiver.timeline if receiver != null else null
	_state = entity.get_state()
	if _state != null:
		_state.connect("patched", self, "_on_patched")
	if _is_ready:
		_bind()


func _unwatch() -> void:
	if _state != null:
		_state.disconnect("patched", self, "_on_patched")
	_state = null
	_epoch = -1


func _bind() -> void:
	_smooth.clear()
	_direct.clear()
	if _state == null:
		return
	for field in bindings:
		var path: NodePath = _path_of(field)
		var target := Target.new()
		target.member = NodePath(field)
		target.node = get_node_or_null(node_path_of(path))
		target.property = NodePath(path.get_concatenated_subnames())
		target.root = String(path.get_subname(0)) if path.get_subname_count() > 0 else ""
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
	if _smooth.empty():
		return
	var newest: int = _timeline.count - 1 if _timeline != null else 0
	var is_new: bool = _timeline == null or _epoch != _timeline.epoch
	for target in _smooth:
		var value = entity.get_indexed(target.member)
		if is_new:
			target.values.resize(GodwitTimeline.SLOTS)
			target.leaps.resize(GodwitTimeline.SLOTS)
			for place in GodwitTimeline.SLOTS:
				target.values[place] = value
				target.leaps[place] = false
			target.error = null
			continue
		var before = target.values[_recorded % GodwitTimeline.SLOTS]
		for slot in range(int(max(_recorded + 1, newest - GodwitTimeline.SLOTS + 1)), newest):
			target.values[slot % GodwitTimeline.SLOTS] = before
			target.leaps[slot % GodwitTimeline.SLOTS] = false
		var latest = int(max(0, newest)) % GodwitTimeline.SLOTS
		target.values[latest] = value
		target.leaps[latest] = teleport_distance > 0.0 and _distance(before, value) >= teleport_distance
	_recorded = int(max(0, newest))
	_epoch = _timeline.epoch if _timeline != null else -1


func _between(target: Target, weight: float):
	var from = target.values[_timeline.from]
	var to = target.values[_timeline.to]
	if weight == 1.0:
		return to
	if interpolation == Interpolation.STEP or target.leaps[_timeline.to]:
		return to if weight >= 1.0 else from
	return target.form.between(from, to, weight)


# The patches of a stall have come: what was shown is this far from where it should have been.
func _measure_errors() -> void:
	_timeline.look_back()
	var weight: float = _timeline.get_weight(max_extrapolation_ms)
	for target in _smooth:
		var truth = _between(target, weight)
		target.error = target.form.difference(truth, target.shown) if target.shown != null else null
		if teleport_distance > 0.0 and target.error != null and _distance(truth, target.shown) >= teleport_distance:
			target.error = null
	_timeline.look_ahead()
	_is_returning = true


static func _distance(from, to) -> float:
	match typeof(from):
		TYPE_VECTOR2:
			var flat_from: Vector2 = from
			var flat_to: Vector2 = to
			return 1.0 * (flat_from.distance_to(flat_to))
		TYPE_VECTOR3:
			var deep_from: Vector3 = from
			var deep_to: Vector3 = to
			return 1.0 * (deep_from.distance_to(deep_to))
		TYPE_REAL, TYPE_INT:
			var one: float = from
			var other: float = to
			return 1.0 * (abs(other - one))
	return 0.0


func _path_of(field: String) -> NodePath:
	return NodePath(str(bindings[field]))


## The part of a path that leads to a node. Godot 3 has no get_concatenated_names().
static func node_path_of(path: NodePath) -> NodePath:
	return NodePath(str(path).split(":")[0])


## See bindings.
func set_bindings(new_value: Dictionary) -> void:
	bindings = new_value
	update_configuration_warning()


## See interpolated.
func set_interpolated(new_value: PoolStringArray) -> void:
	interpolated = new_value
	update_configuration_warning()


## See entity.
func set_entity(new_value: GodwitEntity) -> void:
	_unwatch()
	entity = new_value
	_watch()
