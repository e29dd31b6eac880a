extends SceneTree
## A player of the arena who runs to and fro and shoots at the nearest pawn in sight, as it is shown, for a round: how many of its
## bullets were shown as hits, which of them the server refused, and how often its own pawn was corrected. Start a server with
## [code]NETWORK_LAB=latency=150,jitter=30,loss=1[/code], then
## [code]godot4 --headless --path godot --max-fps 60 -s $PWD/test/bench/godot/arena/fight.gd -- --url=ws://localhost:1234 --bots=5[/code]
## and others beside it with [code]--code=[/code] of the room that it prints.

const _SCENE := "res://demo/arena/arena.tscn"


func _initialize() -> void:
	change_scene_to_file(_SCENE)
	process_frame.connect(_begin, CONNECT_ONE_SHOT)


# The scripts of the arena can be read as soon as the Godwit autoload is there.
func _begin() -> void:
	var path := (get_script() as Script).resource_path.get_base_dir().path_join("fighter.gd")
	root.add_child((load(path) as GDScript).new())
