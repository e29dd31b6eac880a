# Without: _get_configuration_warnings.
var _is_ready := false


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


## The part of a path that leads to a node. Godot 3 has no get_concatenated_names().
static func node_path_of(path: NodePath) -> NodePath:
	return NodePath(str(path).split(":")[0])
