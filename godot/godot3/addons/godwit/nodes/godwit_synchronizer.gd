tool
class_name GodwitSynchronizer, "../editor/icons/godwit_synchronizer.svg"
extends Node
## Copies fields of an entity to properties of nodes, smoothed where you want it.
##
## Put it into the scene of a GodwitEntitySpawner, which sets its entity, and fill in bindings.

## Maps the entity's fields to properties: position to ..:position,
## stats:health to ../HealthBar:value. Paths start at this node; use a NodePath or a string.
export(Dictionary) var bindings: Dictionary = {} setget set_bindings
## The fields shown interpolation_delay_ms late and interpolated: numbers, angles, vectors and colours. The
## others are shown as soon as they arrive.
export(PoolStringArray) var interpolated: PoolStringArray = PoolStringArray() setget set_interpolated
## How late interpolated fields are shown. Two patch intervals hide one late patch.
export(float, 0, 1000, 1) var interpolation_delay_ms: float = 100.0
## The client whose clock is used; empty for the only one.
export(NodePath) var client: NodePath = NodePath("")

## The entity shown; null for none.
var entity: GodwitEntity setget set_entity

var _buffer := GodwitSnapshotBuffer.new()
var _state: GodwitState
var _clock: GodwitServerClock
var _smooth: Array = []
var _direct: Array = []


## One bound property.
class Target:
	extends Reference

	## The entity's member.
	var member: String
	## How to interpolate its values.
	var form: GodwitForm
	## The node with the property.
	var node: Node
	## The property, as Object.set_indexed() takes it.
	var property: NodePath
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
		elif is_inside_tree() and get_node_or_null(_node_path_of(path)) == null:
			warnings.append("The field %s is bound to a node that does not exist." % field)
	for field in interpolated:
		if not bindings.has(field):
			warnings.append("The field %s is to be interpolated, but not bound." % field)
	return warnings.join("\n")


func _exit_tree() -> void:
	_unwatch()


func _process(_delta: float) -> void:
	if not _smooth.empty() and _clock != null and _clock.is_set():
		show_at(_clock.server_ms(GodwitServerClock.local_ms()) - interpolation_delay_ms)


## Shows the interpolated fields as of server_ms on the server's clock.
func show_at(server_ms: float) -> void:
	if not _buffer.sample(server_ms):
		return
	for index in _smooth.size():
		var target = _smooth[index]
		var value = target.form.between(_buffer.from[index], _buffer.to[index], _buffer.fraction)
		target.node.set_indexed(target.property, value)


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


func _watch() -> void:
	if Engine.editor_hint or entity == null or not is_inside_tree() or _state != null:
		return
	var receiver = GodwitStateReceiver.of(self, client)
	_clock = receiver.clock if receiver != null else null
	_state = entity.get_state()
	if _state != null:
		_state.connect("patched", self, "_on_patched")
	if _is_ready:
		_bind()


func _unwatch() -> void:
	if _state != null:
		_state.disconnect("patched", self, "_on_patched")
	_state = null
	_buffer.clear()


func _bind() -> void:
	_smooth.clear()
	_direct.clear()
	if _state == null:
		return
	for field in bindings:
		var path: NodePath = _path_of(field)
		var target := Target.new()
		target.member = field
		target.node = get_node_or_null(_node_path_of(path))
		target.property = NodePath(path.get_concatenated_subnames())
		target.form = entity.get_form_of(field)
		if target.node == null or target.form == null or target.property == NodePath():
			push_error("The field %s can't be bound to %s." % [field, path])
		elif field in interpolated:
			_smooth.append(target)
		else:
			_direct.append(target)
	_show_direct()
	_push()
	show_at(INF)


func _on_patched(_tick: int) -> void:
	if entity.is_present:
		_show_direct()
		_push()


func _show_direct() -> void:
	for target in _direct:
		target.node.set_indexed(target.property, entity.get_indexed(NodePath(target.member)))


func _push() -> void:
	if _smooth.empty():
		return
	var values: Array = []
	for target in _smooth:
		values.append(entity.get_indexed(NodePath(target.member)))
	_buffer.push(_state.server_time_ms, values)


func _path_of(field: String) -> NodePath:
	return NodePath(str(bindings[field]))


# Godot 3 has no get_concatenated_names().
static func _node_path_of(path: NodePath) -> NodePath:
	return NodePath(str(path).split(":")[0])
