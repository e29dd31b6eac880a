extends GodwitTest
## Every script and scene loads. The copy of the project that is tested makes untyped code an error, so this also holds the
## addon to its types.


func test_all_scripts_and_scenes_load() -> void:
	for path in _files_in("res://"):
		if path.ends_with(".gd"):
			var script: GDScript = load(path)
			expect(script != null and (script.can_instantiate() or script.is_abstract() or script.is_tool()), path)
		elif path.ends_with(".tscn"):
			var scene: PackedScene = load(path)
			expect(scene != null and scene.can_instantiate(), path)


func _files_in(folder: String) -> PackedStringArray:
	var files: PackedStringArray = []
	# The Godot 3 project lies inside this one, hidden.
	if FileAccess.file_exists(folder + ".gdignore"):
		return files
	for entry in ResourceLoader.list_directory(folder):
		if entry.ends_with("/"):
			files.append_array(_files_in(folder + entry))
		else:
			files.append(folder + entry)
	return files
