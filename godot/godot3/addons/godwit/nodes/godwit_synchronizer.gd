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
export(Interpolation) var interpolation: int = Interpolation.LINEAR setget set_interpolation
## Numbers and vectors that are this far apart in two patches jump, instead of being interpolated; 0 for never.
export(float, 0.0, 1000.0, 0.001) var teleport_distance: float = 0.0 setget set_teleport_distance
## How far the interpolated fields go on as before when patches are late, in milliseconds, ever more slowly; 0 stops them.
export(float, 0, 500, 1) var max_extrapolation_ms: float = 100.0 setget set_max_extrapolation_ms
## The client whose clock is used; empty for the only one.
export(NodePath) var client: NodePath = NodePath("")

## The entity shown; null for none.
var entity: GodwitEntity setget set_entity

var _state: GodwitState
var _receiver: GodwitStateReceiver
var _interpolator := GodwitInterpolator.new(self)
var _direct: Array = []
var _is_ready := false


func _init() -> void:
	_interpolator.max_extrapolation_ms = max_extrapolation_ms


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
		elif is_inside_tree() and get_node_or_null(GodwitBinding.node_path_of(path)) == null:
			warnings.append("The field %s is bound to a node that does not exist." % field)
	for field in interpolated:
		if not bindings.has(field):
			warnings.append("The field %s is to be interpolated, but not bound." % field)
	return warnings.join("\n")


func _exit_tree() -> void:
	_unwatch()


func _notification(what: int) -> void:
	if what == NOTIFICATION_PAUSED or what == NOTIFICATION_UNPAUSED:
		_interpolator.touch()


## Leaves property of node alone while is_resting, because a GodwitPredictor shows it.
func rest(node: Node, property: String, is_resting: bool) -> void:
	for bindings_of_kind in [_interpolator.bindings, _direct]:
		for binding in bindings_of_kind:
			if binding.node == node and binding.root == property:
				binding.is_resting = is_resting
				binding.shown = null
	_interpolator.touch()


## See bindings.
func set_bindings(new_value: Dictionary) -> void:
	bindings = new_value
	update_configuration_warning()


## See interpolated.
func set_interpolated(new_value: PoolStringArray) -> void:
	interpolated = new_value
	update_configuration_warning()


## See interpolation.
func set_interpolation(new_value: int) -> void:
	interpolation = new_value
	_interpolator.is_stepped = new_value == Interpolation.STEP


## See teleport_distance.
func set_teleport_distance(new_value: float) -> void:
	teleport_distance = new_value
	_interpolator.teleport_distance = new_value


## See max_extrapolation_ms.
func set_max_extrapolation_ms(new_value: float) -> void:
	max_extrapolation_ms = new_value
	_interpolator.max_extrapolation_ms = new_value


## See entity.
func set_entity(new_value: GodwitEntity) -> void:
	_unwatch()
	entity = new_value
	_watch()


func _watch() -> void:
	if Engine.editor_hint or entity == null or not is_inside_tree() or _state != null:
		return
	_state = entity.get_state()
	_receiver = GodwitStateReceiver.of(self, client)
	if _is_ready:
		_bind()


func _unwatch() -> void:
	if _state != null and _state.is_connected("patched", self, "_on_patched"):
		_state.disconnect("patched", self, "_on_patched")
	_state = null
	if _receiver != null:
		_receiver.view.remove(_interpolator)
	_receiver = null


func _bind() -> void:
	_interpolator.bindings = []
	_direct = []
	if _state == null:
		return
	for field in bindings:
		var path: NodePath = _path_of(field)
		var binding := GodwitBinding.new(field, entity.get_form_of(field), self, path)
		if not binding.is_valid():
			push_error("The field %s can't be bound to %s." % [field, path])
		elif field in interpolated:
			_interpolator.bindings.append(binding)
		else:
			_direct.append(binding)
	if not _direct.empty():
		_show_direct()
		_state.connect("patched", self, "_on_patched")
	if _interpolator.bindings.empty():
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
