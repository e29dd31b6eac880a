class_name GodwitBinding
extends RefCounted
## A field of an entity that is shown in a property of a node, and its values in the last patches if it is interpolated.

## The entity's member, as [method Object.get_indexed] takes it.
var member: NodePath
## Whether it is one of a nested object.
var is_nested: bool
## The same as [member member], if it is not: so it is read in less than half the time.
var field: StringName
## How to interpolate its values.
var form: GodwitForm
## Whether what lies between two values is on a straight line.
var is_linear: bool
## The node with the property.
var node: Node
## The property, as [method Object.set_indexed] takes it.
var property: NodePath
## The property without a part of it.
var root: StringName = &""
## Whether it is a part, such as [code]position:x[/code]: a whole property is set in less than half the time.
var is_part: bool = false
## Whether somebody else shows it.
var is_resting: bool = false
## Its values, in the places of the timeline's slots.
var values: Array = []
## How far each of them is from the one before, as [method GodwitForm.difference] says it; null where nothing lies between.
var ways: Array = []
## What was shown last.
var shown: Variant = null
## While it returns to the true line: how far away it began.
var error: Variant = null


## Shows [param p_member] in what [param path] leads to from [param from].
func _init(p_member: String, p_form: GodwitForm, from: Node, path: NodePath) -> void:
	member = NodePath(p_member)
	is_nested = ":" in p_member
	field = StringName(p_member)
	form = p_form
	is_linear = form != null and form.blend == GodwitForm.Blend.LINEAR
	node = from.get_node_or_null(GodwitBinding.node_path_of(path))
	property = NodePath(path.get_concatenated_subnames())
	is_part = path.get_subname_count() > 1
	if path.get_subname_count() > 0:
		root = StringName(path.get_subname(0))


## False if there is no such field, node or property.
func is_valid() -> bool:
	return node != null and form != null and not root.is_empty()


## The value of [param entity].
func value_of(entity: GodwitEntity) -> Variant:
	return entity.get_indexed(member) if is_nested else entity.get(field)


## Shows [param value], unless somebody else shows the property.
func put(value: Variant) -> void:
	shown = value
	if is_resting:
		return
	if is_part:
		node.set_indexed(property, value)
	else:
		node.set(root, value)


## It was [param value] all the time.
func fill(value: Variant, slots: int) -> void:
	values.resize(slots)
	ways.resize(slots)
	for place in slots:
		values[place] = value
		ways[place] = null
	error = null


## The part of [param path] that leads to a node.
static func node_path_of(path: NodePath) -> NodePath:
	return NodePath(path.get_concatenated_names())
