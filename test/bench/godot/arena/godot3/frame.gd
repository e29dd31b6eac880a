extends SceneTree
# As ../frame.gd, for Godot 3; with --overlay the overlay is open:
# godot36 --no-window --path godot/godot3 -s $PWD/test/bench/godot/arena/godot3/frame.gd --url=ws://localhost:1234 --bots=15 --walk

const _WARM_UP_FRAMES := 240
const _FRAMES := 900
const _SCENE := "res://demo/arena/arena.tscn"

var _times := {} # of the frames in microseconds, by part
var _taken_over := {} # the nodes that are called here
var _frame := 0


func _initialize() -> void:
	Engine.target_fps = 60
	change_scene(_SCENE)
	connect("idle_frame", self, "_on_frame")


func _on_frame() -> void:
	var godwit := root.get_node_or_null("Godwit")
	if current_scene == null or godwit == null or godwit.state_receiver.state == null:
		return
	var pawns: int = godwit.state_receiver.state.pawns.size()
	if pawns < 2:
		return
	_frame += 1
	if _frame == 1 and "--overlay" in OS.get_cmdline_args():
		current_scene.find_node("NetOverlay").set_open(true)
	if _frame <= _WARM_UP_FRAMES:
		return
	var spent := {}
	_measure(godwit, spent)
	_measure_all(current_scene, spent)
	for name in spent:
		if not _times.has(name):
			_times[name] = []
		_times[name].append(spent[name])
	if _frame == _WARM_UP_FRAMES + _FRAMES:
		_report(pawns, godwit.state_receiver.state)
		quit()


func _measure_all(node: Node, spent: Dictionary) -> void:
	if node.get_script() != null:
		_measure(node, spent)
	for child in node.get_children():
		_measure_all(child, spent)


func _measure(node: Node, spent: Dictionary) -> void:
	if node.is_processing():
		_taken_over[node] = true
		node.set_process(false)
	if not _taken_over.has(node) or not node.can_process():
		return
	var began_usec := OS.get_ticks_usec()
	node.call("_process", 1.0 / 60.0)
	var usec := OS.get_ticks_usec() - began_usec
	var file: String = node.get_script().resource_path.get_file()
	for name in [file, "sum", "netcode" if file.begins_with("godwit") else "game"]:
		spent[name] = spent.get(name, 0) + usec


func _report(pawns: int, state) -> void:
	var sizes := PoolStringArray()
	for entity_set in state.get_entity_sets():
		sizes.append("%s %d" % [entity_set.path, entity_set.size()])
	print("frames=%d pawns=%d %s" % [_FRAMES, pawns, sizes.join(", ")])
	for name in _times:
		var times: Array = _times[name]
		times.sort()
		print("%-24s least %6d  median %6d  p95 %6d us" % [
			name, times[0], times[times.size() / 2], times[times.size() * 95 / 100],
		])
