@tool
extends EditorExportPlugin
## Takes the whole addon along into exports that choose their files: classes that scripts know by their names only are
## not found by the engine.

var _added: Dictionary = {} # path -> true: what this export has from here


func _get_name() -> String:
	return "Godwit"


func _export_begin(_features: PackedStringArray, _is_debug: bool, _path: String, _flags: int) -> void:
	_added.clear()
	if not _takes_everything():
		_add_scripts(_editor_folder().get_base_dir())


# As text, since the engine compiles only what it has found itself; so what it has found is left out here.
func _export_file(path: String, _type: String, _features: PackedStringArray) -> void:
	if _added.has(path):
		skip()


func _takes_everything() -> bool:
	# Engines before 4.4 don't say what is exported.
	if not has_method(&"get_export_preset"):
		return false
	var preset: Object = call(&"get_export_preset")
	if preset == null:
		return false
	var filter: int = preset.call(&"get_export_filter")
	return filter == 0 # EditorExportPreset.EXPORT_ALL_RESOURCES


# Its files no game has.
func _editor_folder() -> String:
	var script: Script = get_script()
	return script.resource_path.get_base_dir()


func _add_scripts(folder: String) -> void:
	for file in DirAccess.get_files_at(folder):
		if file.get_extension() == "gd":
			var path := folder.path_join(file)
			_added[path] = true
			add_file(path, FileAccess.get_file_as_bytes(path), false)
	for inner in DirAccess.get_directories_at(folder):
		if folder.path_join(inner) != _editor_folder():
			_add_scripts(folder.path_join(inner))
