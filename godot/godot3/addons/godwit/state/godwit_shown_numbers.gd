class_name GodwitShownNumbers
extends Reference
## Where the numbers of a predicted body are shown: in properties of nodes, which a GodwitSynchronizer leaves alone meanwhile.

var _targets: Array = [] # [index of the number, node, property]
var _resting: Array = [] # [synchronizer, node, property]


## Shows the numbers in the properties that bindings maps them to, by their paths from from.
func bind(from: Node, numbers: Array, bindings: Dictionary) -> void:
	for number in bindings:
		var path = NodePath(str(bindings[number]))
		var index = numbers.find(number)
		var node = from.get_node_or_null(GodwitBinding.node_path_of(path))
		if index < 0 or node == null or path.get_subname_count() == 0:
			push_error("The number %s can't be bound to %s." % [number, path])
			continue
		_targets.append([index, node, NodePath(path.get_concatenated_subnames())])
		_rest(from.get_parent(), node, path.get_subname(0))


## Leaves the properties to others again.
func release() -> void:
	for resting in _resting:
		if is_instance_valid(resting[0]):
			var synchronizer: GodwitSynchronizer = resting[0]
			var node: Node = resting[1]
			var property: String = resting[2]
			synchronizer.rest(node, property, false)
	_resting.clear()
	_targets.clear()


## Shows numbers, each with its error.
func show(numbers: Array, errors: Array) -> void:
	for target in _targets:
		var index: int = target[0]
		var node: Node = target[1]
		var property: NodePath = target[2]
		var value: float = numbers[index]
		node.set_indexed(property, value + errors[index])


func _rest(root: Node, node: Node, property: String) -> void:
	var synchronizer = root as GodwitSynchronizer
	if synchronizer != null:
		synchronizer.rest(node, property, true)
		_resting.append([synchronizer, node, property])
	for child in root.get_children():
		_rest(child, node, property)
