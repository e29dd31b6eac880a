@tool
@icon("../editor/icons/godwit_entity_spawner.svg")
class_name GodwitEntitySpawner
extends Node
## Shows an entity set of the room's state: one instance of a scene per entity, added and removed with it.
##
## Sets the property [code]entity[/code], if an instance's script has one, before the instance enters the tree, and that of
## the [GodwitSynchronizer] and [GodwitPredictor] nodes inside it, to the [GodwitEntity].

## Emitted after [param instance] was added for [param entity].
signal spawned(instance: Node, entity: GodwitEntity)
## Emitted before [param instance] is freed; its entity is already gone.
signal despawned(instance: Node, entity: GodwitEntity)

## The name of the set in the state, as the server writes it, for example [code]pawns[/code].
@export var entity_set: String = "":
	set(new_value):
		entity_set = new_value
		update_configuration_warnings()
## The scene for one entity.
@export var scene: PackedScene:
	set(new_value):
		scene = new_value
		update_configuration_warnings()
## The node that the instances are added to.
@export_node_path("Node") var spawn_parent: NodePath = ^"..":
	set(new_value):
		spawn_parent = new_value
		update_configuration_warnings()
## The client whose room is shown; empty for the only one, such as the [code]Godwit[/code] autoload.
@export_node_path("Node") var client: NodePath = ^""

var _receiver: GodwitStateReceiver
var _set: GodwitEntitySet
var _instances: Dictionary = {} # id -> Node


func _enter_tree() -> void:
	if Engine.is_editor_hint():
		return
	_receiver = GodwitStateReceiver.of(self, client)
	if _receiver != null:
		_receiver.state_changed.connect(show_state)


func _ready() -> void:
	if _receiver != null and _receiver.state != null:
		show_state(_receiver.state)


func _exit_tree() -> void:
	if _receiver != null:
		_receiver.state_changed.disconnect(show_state)
		_receiver = null
	show_state(null)


func _get_configuration_warnings() -> PackedStringArray:
	var warnings := PackedStringArray()
	if entity_set.is_empty():
		warnings.append("Name the entity set of the room's state that is to be shown.")
	if scene == null:
		warnings.append("Choose the scene of one entity.")
	if is_inside_tree() and get_node_or_null(spawn_parent) == null:
		warnings.append("The node of spawn_parent does not exist.")
	return warnings


## Shows [param state] from now on; null shows nothing. The client's own state is shown automatically.
func show_state(state: GodwitState) -> void:
	if _set != null:
		_set.added.disconnect(_on_added)
		_set.removed.disconnect(_on_removed)
		for id: int in _instances.keys():
			_despawn(id, null)
	_set = state.get_entity_set(entity_set) if state != null else null
	if _set == null:
		if state != null:
			push_error("The room's state has no entity set \"%s\"." % entity_set)
		return
	_set.added.connect(_on_added)
	_set.removed.connect(_on_removed)
	for entity: GodwitEntity in _set:
		_on_added(entity)


## The instance showing the entity with this id; null if there is none.
func instance_of(id: int) -> Node:
	return _instances.get(id)


func _on_added(entity: GodwitEntity) -> void:
	var parent := get_node_or_null(spawn_parent)
	if scene == null or parent == null or _instances.has(entity.id):
		return
	var instance := scene.instantiate()
	_give_entity(instance, entity)
	_instances[entity.id] = instance
	parent.add_child(instance)
	spawned.emit(instance, entity)


func _on_removed(entity: GodwitEntity) -> void:
	_despawn(entity.id, entity)


func _despawn(id: int, entity: GodwitEntity) -> void:
	# The game may have freed it.
	var instance: Variant = _instances.get(id)
	_instances.erase(id)
	if is_instance_valid(instance):
		var node: Node = instance
		despawned.emit(node, entity)
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
