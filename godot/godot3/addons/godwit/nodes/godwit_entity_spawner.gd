tool
class_name GodwitEntitySpawner, "../editor/icons/godwit_entity_spawner.svg"
extends Node
## Shows an entity set of the room's state: one instance of a scene per entity, added and removed with it.
##
## Sets the property entity, if an instance's script has one, before the instance enters the tree, and that of
## the GodwitSynchronizer and GodwitPredictor nodes inside it, to the GodwitEntity.

## Emitted after instance was added for entity.
signal spawned(instance, entity)
## Emitted before instance is freed; its entity is already gone.
signal despawned(instance, entity)

## The name of the set in the state, as the server writes it, for example pawns.
export(String) var entity_set: String = "" setget set_entity_set
## The scene for one entity.
export(PackedScene) var scene: PackedScene setget set_scene
## The node that the instances are added to.
export(NodePath) var spawn_parent: NodePath = NodePath("..") setget set_spawn_parent
## The client whose room is shown; empty for the only one, such as the Godwit autoload.
export(NodePath) var client: NodePath = NodePath("")

var _receiver: GodwitStateReceiver
var _set: GodwitEntitySet
var _instances: Dictionary = {} # id -> Node


func _enter_tree() -> void:
	if Engine.is_editor_hint():
		return
	_receiver = GodwitStateReceiver.of(self, client)
	if _receiver != null:
		_receiver.connect("state_changed", self, "show_state")


func _ready() -> void:
	if _receiver != null and _receiver.state != null:
		show_state(_receiver.state)


func _exit_tree() -> void:
	if _receiver != null:
		_receiver.disconnect("state_changed", self, "show_state")
		_receiver = null
	show_state(null)


## Shows state from now on; null shows nothing. The client's own state is shown automatically.
func show_state(state: GodwitState) -> void:
	if _set != null:
		_set.disconnect("added", self, "_on_added")
		_set.disconnect("removed", self, "_on_removed")
		for id in _instances.keys():
			_despawn(id, null)
	_set = state.get_entity_set(entity_set) if state != null else null
	if _set == null:
		if state != null:
			push_error("The room's state has no entity set \"%s\"." % entity_set)
		return
	_set.connect("added", self, "_on_added")
	_set.connect("removed", self, "_on_removed")
	for entity in _set:
		_on_added(entity)


## The instance showing the entity with this id; null if there is none.
func instance_of(id: int) -> Node:
	return _instances.get(id)


## See entity_set.
func set_entity_set(new_value: String) -> void:
	entity_set = new_value
	update_configuration_warning()


## See scene.
func set_scene(new_value: PackedScene) -> void:
	scene = new_value
	update_configuration_warning()


## See spawn_parent.
func set_spawn_parent(new_value: NodePath) -> void:
	spawn_parent = new_value
	update_configuration_warning()


func _on_added(entity: GodwitEntity) -> void:
	var parent = get_node_or_null(spawn_parent)
	if scene == null or parent == null or _instances.has(entity.id):
		return
	var instance = scene.instance()
	_give_entity(instance, entity)
	_instances[entity.id] = instance
	parent.add_child(instance)
	emit_signal("spawned", instance, entity)


func _on_removed(entity: GodwitEntity) -> void:
	_despawn(entity.id, entity)


func _despawn(id: int, entity: GodwitEntity) -> void:
	# The game may have freed it.
	var instance = _instances.get(id)
	_instances.erase(id)
	if is_instance_valid(instance):
		var node: Node = instance
		emit_signal("despawned", node, entity)
		node.queue_free()


func _give_entity(instance: Node, entity: GodwitEntity) -> void:
	if "entity" in instance:
		instance.set("entity", entity)
	for child in instance.get_children():
		_give_to_nodes(child, entity)


func _give_to_nodes(node: Node, entity: GodwitEntity) -> void:
	if node is GodwitSynchronizer or node is GodwitPredictor:
		node.set("entity", entity)
	for child in node.get_children():
		_give_to_nodes(child, entity)


func _get_configuration_warning() -> String:
	var warnings := PoolStringArray()
	if entity_set == "":
		warnings.append("Name the entity set of the room's state that is to be shown.")
	if scene == null:
		warnings.append("Choose the scene of one entity.")
	if is_inside_tree() and get_node_or_null(spawn_parent) == null:
		warnings.append("The node of spawn_parent does not exist.")
	return warnings.join("\n")
