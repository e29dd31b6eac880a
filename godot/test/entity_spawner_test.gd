extends StateCase
## Nodes that show entities without code.

## A scene's script that takes its entity.
class Figure:
	extends Node2D

	var entity: GodwitEntity


var _world: Node
var _spawner: GodwitEntitySpawner


func before_each() -> void:
	super()
	_world = _new_world(^"")
	tree.root.add_child(_world)


func after_each() -> void:
	_world.free()
	super()


func test_each_entity_has_its_instance() -> void:
	_tell_all([1, 2])
	_spawner.show_state(_receiver.state)
	expect_equal(_figures().size(), 2, "those that are there already")
	var figure: Figure = _spawner.instance_of(2)
	expect_equal(figure.entity, _pawn(2), "the instance has its entity")

	_tell([_removal([1]), _pawns("added", [7])])
	await tree.process_frame
	expect_equal(_figures().size(), 2, "one less and one more")
	expect_equal(_spawner.instance_of(1), null, "the removed one is gone")
	expect(_spawner.instance_of(7) != null, "the added one is there")


func test_a_state_that_ends_takes_its_instances_along() -> void:
	_tell_all([1, 2])
	_spawner.show_state(_receiver.state)
	_spawner.show_state(null)
	await tree.process_frame
	expect_equal(_figures().size(), 0, "none")


func test_an_instance_that_the_game_freed_does_no_harm() -> void:
	_tell_all([1])
	_spawner.show_state(_receiver.state)
	_spawner.instance_of(1).free()
	_tell([_removal([1])])
	expect_equal(_arena().pawns.size(), 0, "removed")


func test_it_shows_the_state_of_the_client_by_itself() -> void:
	var client := make_client()
	client.contract = Catalogue.new()
	var spawner := GodwitEntitySpawner.new()
	spawner.entity_set = "pawns"
	spawner.scene = _figure_scene()
	spawner.client = client.get_path()
	_world.add_child(spawner)
	client.state_receiver.receive_patch(
		_patch([_pawns("added", [3])], { "full": true, "state": "Arena" })
	)
	expect(spawner.instance_of(3) != null, "there it is")
	client.state_receiver.clear()
	expect_equal(spawner.instance_of(3), null, "the room was left")


func test_it_shows_what_is_there_when_it_comes_and_when_it_comes_back() -> void:
	var client := make_client()
	client.contract = Catalogue.new()
	client.state_receiver.receive_patch(_patch([_pawns("added", [3])], { "full": true, "state": "Arena" }))
	_world.free()
	_world = _new_world(client.get_path())
	tree.root.add_child(_world)
	await tree.process_frame
	expect(_spawner.instance_of(3) != null, "with its scene, in a room already")
	for leaving: Node in [_spawner, _world]:
		var parent := leaving.get_parent()
		_leave_tree(leaving)
		expect_equal(_spawner.instance_of(3), null, "not while it is out of the tree")
		client.state_receiver.receive_patch(_patch([_section("pawns", "changed", [3], { "hp": [9] })], {}))
		parent.add_child(leaving)
		await tree.process_frame
		expect(_spawner.instance_of(3) != null, "put back")
		expect_equal(_figures().size(), 1, "and once")
	client.state_receiver.receive_patch(_patch([_removal([3])], {}))
	expect_equal(_spawner.instance_of(3), null, "what goes is still seen")


func test_it_warns_of_what_is_missing() -> void:
	expect_equal(_spawner._get_configuration_warnings().size(), 0, "all is set")
	_spawner.scene = null
	_spawner.entity_set = ""
	_spawner.spawn_parent = ^"../Nowhere"
	expect_equal(_spawner._get_configuration_warnings().size(), 3, "a warning for each")


func test_a_synchronizer_shows_fields_late_and_in_between() -> void:
	var client := make_client()
	client.set_process(false)
	client.contract = Catalogue.new()
	_receiver = client.state_receiver
	_tell_all([1])
	_spawner.show_state(_receiver.state)
	var figure: Figure = _spawner.instance_of(1)
	var synchronizer: GodwitSynchronizer = figure.get_node("Synchronizer")
	synchronizer.client = client.get_path()
	synchronizer.entity = figure.entity
	expect_equal(figure.position, Vector2(1, 0), "at first as it is")

	_tell([_section("pawns", "changed", [1], { "position": [[11, 0]], "hp": [50], "heading": [3.0] })])
	expect_equal(figure.z_index, 50, "what is not interpolated comes at once")
	_receiver.timeline.seek(4.5, 50.0 / 3.0, 0.0)
	_receiver.view.show()
	expect(figure.position.is_equal_approx(Vector2(6, 0)), "half way: %s" % figure.position)
	expect(absf(figure.rotation - 1.5) < 0.01, "half way around")
	_receiver.timeline.seek(6.0, 50.0 / 3.0, 25.0)
	_receiver.view.show()
	expect_equal(figure.position, Vector2(11, 0), "there")


func test_a_synchronizer_warns_of_what_is_missing() -> void:
	var synchronizer := GodwitSynchronizer.new()
	expect_equal(synchronizer._get_configuration_warnings().size(), 1, "nothing is bound")
	synchronizer.bindings = { "hp": ^".." }
	synchronizer.interpolated = ["position"]
	expect_equal(synchronizer._get_configuration_warnings().size(), 2, "no property, and not bound")
	synchronizer.free()


func _new_world(client: NodePath) -> Node:
	var world := Node.new()
	_spawner = GodwitEntitySpawner.new()
	_spawner.entity_set = "pawns"
	_spawner.scene = _figure_scene()
	_spawner.client = client
	world.add_child(_spawner)
	return world


func _leave_tree(node: Node) -> void:
	node.get_parent().remove_child(node)


func _figures() -> Array[Node]:
	return _world.get_children().filter(func(child: Node) -> bool: return child is Figure)


func _figure_scene() -> PackedScene:
	var figure := Figure.new()
	var synchronizer := GodwitSynchronizer.new()
	synchronizer.name = "Synchronizer"
	synchronizer.bindings = { "position": ^"..:position", "hp": ^"..:z_index", "heading": ^"..:rotation" }
	synchronizer.interpolated = ["position", "heading"]
	figure.add_child(synchronizer)
	synchronizer.owner = figure
	var scene := PackedScene.new()
	scene.pack(figure)
	figure.free()
	return scene
