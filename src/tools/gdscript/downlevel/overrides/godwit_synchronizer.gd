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
		elif is_inside_tree() and get_node_or_null(GodwitBinding.node_path_of(path)) == null:
			warnings.append("The field %s is bound to a node that does not exist." % field)
	for field in interpolated:
		if not bindings.has(field):
			warnings.append("The field %s is to be interpolated, but not bound." % field)
	return warnings.join("\n")


func _watch() -> void:
	if Engine.editor_hint or entity == null or not is_inside_tree() or _state != null:
		return
	_state = entity.get_state()
	_receiver = GodwitStateReceiver.of(self, client)
	if _is_ready:
		_bind()
