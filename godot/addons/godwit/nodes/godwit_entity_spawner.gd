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
## Emitted before [param instance] of [method spawn_predicted] is freed: the server has stepped its input, and spawned nothing.
signal spawn_rejected(instance: Node)

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
var _has_live_parent: bool = false # it was added to a parent that was in the tree already
var _set: GodwitEntitySet
var _state: GodwitState
var _instances: Dictionary = {} # id -> Node
var _predicted := GodwitPredictedSpawns.new()


func _enter_tree() -> void:
	if Engine.is_editor_hint():
		return
	_receiver = GodwitStateReceiver.of(self, client)
	if _receiver != null:
		_receiver.state_changed.connect(show_state)


func _ready() -> void:
	if _receiver == null or _receiver.state == null:
		return
	_watch(_receiver.state)
	if _has_live_parent:
		_add_known()
	else:
		# A parent that is entering the tree takes no children meanwhile.
		_add_known.call_deferred()


func _notification(what: int) -> void:
	if what == NOTIFICATION_PARENTED:
		_has_live_parent = get_parent().is_inside_tree()


func _exit_tree() -> void:
	if _receiver != null:
		_receiver.state_changed.disconnect(show_state)
		_receiver = null
	show_state(null)
	_has_live_parent = false
	request_ready()


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
	_watch(state)
	_add_known()


## The instance showing the entity with this id; null if there is none.
func instance_of(id: int) -> Node:
	return _instances.get(id)


## Shows an instance of [param p_scene] in this very frame, for what the player's input [param seq] will spawn on the server;
## asked again for the same, it returns the same. In [signal GodwitPredictor.input_requested] pass the predictor's
## [member GodwitPredictor.seq]; [param index] tells apart what one input spawns. The entity takes the instance over that has
## the same [code]owner[/code], [code]seq[/code] and [code]index[/code], if it has one; if none came by the patch that
## acknowledges the input, [signal spawn_rejected] follows. A [GodwitPredictor] in it shows the body that its
## [signal GodwitPredictor.launch_requested] fills in. Returns null while the player can't make inputs.
func spawn_predicted(p_scene: PackedScene, seq: int, index: int = 0) -> Node:
	var parent := get_node_or_null(spawn_parent)
	var shooter := _find_shooter()
	if shooter == null or parent == null:
		return null
	var known := _predicted.find(seq, index)
	if known != null:
		return known
	var instance := p_scene.instantiate()
	_predicted.add(seq, index, instance, _owners_of(shooter.entity))
	parent.add_child(instance)
	_launch(instance, GodwitLaunch.new(shooter.get_prediction_in(_state), seq, index))
	return instance


func _watch(state: GodwitState) -> void:
	if _set != null:
		_set.added.disconnect(_on_added)
		_set.removed.disconnect(_on_removed)
		_state.patched.disconnect(_on_patched)
		for id: int in _instances.keys():
			_despawn(id, null)
		_reject_up_to(-1)
	_state = state
	_set = state.get_entity_set(entity_set) if state != null else null
	if _set == null:
		if state != null:
			push_error("The room's state has no entity set \"%s\"." % entity_set)
		return
	_set.added.connect(_on_added)
	_set.removed.connect(_on_removed)
	state.patched.connect(_on_patched)


func _add_known() -> void:
	if _set != null:
		for entity: GodwitEntity in _set:
			_on_added(entity)


func _on_added(entity: GodwitEntity) -> void:
	var parent := get_node_or_null(spawn_parent)
	if scene == null or parent == null or _instances.has(entity.id):
		return
	var instance := _predicted.take(entity)
	if instance == null:
		instance = scene.instantiate()
	_give_entity(instance, entity)
	_instances[entity.id] = instance
	if instance.get_parent() == null:
		parent.add_child(instance)
	spawned.emit(instance, entity)


func _on_patched(_tick: int) -> void:
	_reject_up_to(_state.acknowledged_input if _find_shooter() != null else -1)


func _reject_up_to(acknowledged: int) -> void:
	for instance in _predicted.take_rejected(acknowledged):
		spawn_rejected.emit(instance)
		instance.queue_free()


# What makes the inputs of this state.
func _find_shooter() -> GodwitPredictor:
	for node in get_tree().get_nodes_in_group(GodwitPredictor.GROUP):
		var predictor: GodwitPredictor = node
		if _state != null and predictor.get_prediction_in(_state) != null:
			return predictor
	return null


func _get_client() -> GodwitClient:
	return GodwitStateReceiver.client_of(self, client) as GodwitClient


# The server's names for the player that [param shooter] is of, one of which Room.ownerOf gives.
func _owners_of(shooter: GodwitEntity) -> Array:
	var owners: Array = []
	if "owner" in shooter:
		owners.append(shooter.get("owner"))
	for known: String in [_get_client().player_id, _get_client().session_id]:
		if not known.is_empty():
			owners.append(known)
	return owners


func _launch(node: Node, launch: GodwitLaunch) -> void:
	var predictor := node as GodwitPredictor
	var step := _get_client().contract.get_step(_set.create_entity())
	if predictor != null and step != null and not step.has_input:
		predictor.begin_launch(launch, step, _get_client(), _state)
	for child in node.get_children():
		_launch(child, launch)


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
