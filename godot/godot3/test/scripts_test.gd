extends GodwitTest
## Every script and scene loads. The copy of the project that is tested makes warnings errors, the addon's too.


func test_all_scripts_and_scenes_load() -> void:
	for path in _files_in("res://"):
		if path.ends_with(".gd"):
			var script: GDScript = load(path)
			expect(script != null and (script.can_instance() or script.is_tool()), path)
		elif path.ends_with(".tscn"):
			var scene: PackedScene = load(path)
			expect(scene != null and scene.can_instance(), path)


func _files_in(path: String) -> Array:
	var files := []
	var folder := Directory.new()
	folder.open(path)
	folder.list_dir_begin(true, true)
	var entry := folder.get_next()
	while entry != "":
		if folder.current_is_dir():
			files += _files_in(path.plus_file(entry))
		else:
			files.append(path.plus_file(entry))
		entry = folder.get_next()
	return files
