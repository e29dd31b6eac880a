## The receiver of the client at path from node, or of the only client if the path is empty; null if there
## is no such client.
static func of(node: Node, path: NodePath):
	var found := node.get_node_or_null(path) if not path.is_empty() else null
	if path.is_empty():
		var clients := node.get_tree().get_nodes_in_group(GROUP)
		found = clients[0] if not clients.empty() else null
	return found.state_receiver if found != null else null
