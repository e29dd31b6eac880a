## The part of a path that leads to a node. Godot 3 has no get_concatenated_names().
static func node_path_of(path: NodePath) -> NodePath:
	return NodePath(str(path).split(":")[0])
