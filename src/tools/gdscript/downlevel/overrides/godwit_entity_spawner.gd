# Without: _get_configuration_warnings.
func _get_configuration_warning() -> String:
	var warnings := PoolStringArray()
	if entity_set == "":
		warnings.append("Name the entity set of the room's state that is to be shown.")
	if scene == null:
		warnings.append("Choose the scene of one entity.")
	if is_inside_tree() and get_node_or_null(spawn_parent) == null:
		warnings.append("The node of spawn_parent does not exist.")
	return warnings.join("\n")
