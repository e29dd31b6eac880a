## The receiver of the client at path from node, or of the only client if the path is empty; null if there
## is no such client.
static func of(node: Node, path: NodePath):
	var found = client_of(node, path)
	return found.state_receiver if found != null else null


## The client at path from node, or the only client if the path is empty; null if there is none.
static func client_of(node: Node, path: NodePath) -> Node:
	if not path.is_empty():
		return node.get_node_or_null(path)
	var clients := node.get_tree().get_nodes_in_group(GROUP)
	return clients[0] if not clients.empty() else null
