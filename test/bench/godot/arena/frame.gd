extends SceneTree
## What a frame of the arena costs, by part. It joins the room of the command line's code, or makes one with so many bots, and
## prints the microseconds of each part in a frame, least, median and 95th percentile. On a busy machine only the least says much:
## [code]godot4 --headless --path godot --max-fps 60 -s $PWD/test/bench/godot/arena/frame.gd -- --url=ws://localhost:1234 --bots=200 --peaceful --walk[/code]

const _WARM_UP_FRAMES := 240
const _FRAMES := 900
const _SCENE := "res://demo/arena/arena.tscn"

## The frames' times in microseconds, by part.
var _times: Dictionary = {}
var _taken_over: Dictionary = {} # the nodes that are called here
var _frame: int = 0


func _initialize() -> void:
	change_scene_to_file(_SCENE)
	process_frame.connect(_on_frame)


# It comes before the nodes of this frame: those measured are called here, and rest in their turn.
func _on_frame() -> void:
	var arena := current_scene
	var godwit := root.get_node_or_null(^"Godwit")
	var pawns := get_nodes_in_group(&"pawns").size()
	if arena == null or godwit == null or pawns < 2:
		return
	_frame += 1
	if _frame <= _WARM_UP_FRAMES:
		return
	var spent: Dictionary = {}
	var state: GodwitState = godwit.get("state_receiver").state
	var version := state.version if state != null else 0
	for part: Array in [["client", [godwit]], ["others", _find(arena)]]:
		for node: Node in part[1]:
			_measure(node, spent)
	if state != null and state.version != version and spent.has("sum"):
		spent["sum with a patch"] = spent["sum"]
	for name: String in spent:
		if not _times.has(name):
			_times[name] = []
		_times[name].append(spent[name])
	if _frame == _WARM_UP_FRAMES + _FRAMES:
		_report(pawns)
		quit()


func _measure(node: Node, spent: Dictionary) -> void:
	if node.is_processing():
		_taken_over[node] = true
		node.set_process(false)
	if not _taken_over.has(node) or not node.can_process():
		return
	var name := _name_of(node)
	var began_usec := Time.get_ticks_usec()
	node.call(&"_process", 1.0 / 60.0)
	var usec := Time.get_ticks_usec() - began_usec
	spent[name] = spent.get(name, 0) + usec
	for sum: String in ["sum", "netcode" if name.begins_with("Godwit") else "game"]:
		spent[sum] = spent.get(sum, 0) + usec


func _name_of(node: Node) -> String:
	var script: Script = node.get_script()
	var name := script.get_global_name()
	if not name.is_empty():
		return name
	return "GodwitApi" if node.name == &"Godwit" else script.resource_path.get_file()


func _find(node: Node) -> Array[Node]:
	var found: Array[Node] = []
	for child in [node] + node.find_children("*", "", true, false):
		if child.get_script() != null:
			found.append(child)
	return found


func _report(pawns: int) -> void:
	var godwit := root.get_node(^"Godwit")
	var state: GodwitState = godwit.get("state_receiver").state
	var sizes: PackedStringArray = []
	for entity_set in state.get_entity_sets():
		sizes.append("%s %d" % [entity_set.path, entity_set.size()])
	print("frames=%d pawns=%d %s" % [_FRAMES, pawns, ", ".join(sizes)])
	for name: String in _times:
		var times: Array = _times[name]
		times.sort()
		var sizes_of: Array = [name, times[0], times[times.size() / 2], times[times.size() * 95 / 100]]
		print("%-24s least %6d  median %6d  p95 %6d us" % sizes_of)
