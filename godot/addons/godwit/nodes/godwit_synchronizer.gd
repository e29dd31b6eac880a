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
@export var interpolation: Interpolation = Interpolation.LINEAR:
	set(new_value):
		interpolation = new_value
		_interpolator.is_stepped = new_value == Interpolation.STEP
## Numbers and vectors that are this far apart in two patches jump, instead of being interpolated; 0 for never.
@export_range(0.0, 1_000.0, 0.001, "or_greater") var teleport_distance: float = 0.0:
	set(new_value):
		teleport_distance = new_value
		_interpolator.teleport_distance = new_value
## How far the interpolated fields go on as before when patches are late, in milliseconds, ever more slowly; 0 stops them.
@export_range(0, 500, 1, "suffix:ms") var max_extrapolation_ms: float = 100.0:
	set(new_value):
		max_extrapolation_ms = new_value
		_interpolator.max_extrapolation_ms = new_value
## The client whose clock is used; empty for the only one.
@export_node_path("Node") var client: NodePath = ^""

## The entity shown; null for none.
var entity: GodwitEntity:
	set(new_value):
		_unwatch()
		entity = new_value
		_watch()

var _state: GodwitState
var _receiver: GodwitStateReceiver
var _interpolator := GodwitInterpolator.new(self)
var _direct: Array[GodwitBinding] = []


func _init() -> void:
	_interpolator.max_extrapolation_ms = max_extrapolation_ms


func _enter_tree() -> void:
	_watch()


func _ready() -> void:
	_bind()


func _exit_tree() -> void:
	_unwatch()


func _notification(what: int) -> void:
	if what == NOTIFICATION_PAUSED or what == NOTIFICATION_UNPAUSED:
		_interpolator.touch()


func _get_configuration_warnings() -> PackedStringArray:
	var warnings := PackedStringArray()
	if bindings.is_empty():
		warnings.append("Bind at least one field of the entity to a property.")
	for field: String in bindings:
		var path := _path_of(field)
		if path.get_subname_count() == 0:
			warnings.append("The field %s is bound to no property: write node:property." % field)
		elif is_inside_tree() and get_node_or_null(GodwitBinding.node_path_of(path)) == null:
			warnings.append("The field %s is bound to a node that does not exist." % field)
	for field in interpolated:
		if not bindings.has(field):
			warnings.append("The field %s is to be interpolated, but not bound." % field)
	return warnings


## Leaves [param property] of [param node] alone while [param is_resting], because a [GodwitPredictor] shows it.
func rest(node: Node, property: StringName, is_resting: bool) -> void:
	for bindings_of_kind: Array[GodwitBinding] in [_interpolator.bindings, _direct]:
		for binding in bindings_of_kind:
			if binding.node == node and binding.root == property:
				binding.is_resting = is_resting
				binding.shown = null
	_interpolator.touch()


func _watch() -> void:
	if Engine.is_editor_hint() or entity == null or not is_inside_tree() or _state != null:
		return
	_state = entity.get_state()
	_receiver = GodwitStateReceiver.of(self, client)
	if is_node_ready():
		_bind()


func _unwatch() -> void:
	if _state != null and _state.patched.is_connected(_on_patched):
		_state.patched.disconnect(_on_patched)
	_state = null
	if _receiver != null:
		_receiver.view.remove(_interpolator)
	_receiver = null


func _bind() -> void:
	_interpolator.bindings = []
	_direct = []
	if _state == null:
		return
	for field: String in bindings:
		var path := _path_of(field)
		var binding := GodwitBinding.new(field, entity.get_form_of(field), self, path)
		if not binding.is_valid():
			push_error("The field %s can't be bound to %s." % [field, path])
		elif field in interpolated:
			_interpolator.bindings.append(binding)
		else:
			_direct.append(binding)
	if not _direct.is_empty():
		_show_direct()
		_state.patched.connect(_on_patched)
	if _interpolator.bindings.is_empty():
		return
	_interpolator.entity = entity
	_interpolator.begin()
	if _receiver != null:
		_receiver.view.add(_interpolator)


func _on_patched(_tick: int) -> void:
	if entity.is_present:
		_show_direct()


func _show_direct() -> void:
	for binding in _direct:
		if not binding.is_resting:
			binding.put(binding.value_of(entity))


func _path_of(field: String) -> NodePath:
	return NodePath(str(bindings[field]))
