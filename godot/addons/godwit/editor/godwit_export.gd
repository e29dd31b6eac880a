@tool
extends EditorExportPlugin
## Adds the whole addon to exports that select their files, since the engine does not find classes that scripts only refer to
## by name. What no game needs stays out: the editor part, the guides, and the start scene unless it is
## the main scene. When exporting a whole project, the engine compiles scripts before asking a plugin, so those are included.

## The addon's own scene, relative to its folder.
const START_SCENE := "start/godwit_start.tscn"
const MAIN_SCENE_SETTING := "application/run/main_scene"

var _added: Dictionary = {} # path -> true: the addon files this export already has


func _get_name() -> String:
	return "Godwit"


func _export_begin(_features: PackedStringArray, _is_debug: bool, _path: String, _flags: int) -> void:
	_added.clear()
	if not _takes_everything():
		_add_scripts(_addon_folder())


# As text, since the engine only compiles what it found itself; so skip what it found.
func _export_file(path: String, _type: String, _features: PackedStringArray) -> void:
	if _added.has(path) or _is_left_out(path):
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


## The path of the project's main scene; empty if it has none.
static func main_scene() -> String:
	var scene := str(ProjectSettings.get_setting(MAIN_SCENE_SETTING, ""))
	var id := ResourceUID.text_to_id(scene)
	return ResourceUID.get_id_path(id) if ResourceUID.has_id(id) else scene


func _addon_folder() -> String:
	var script: Script = get_script()
	return script.resource_path.get_base_dir().get_base_dir()


func _is_left_out(path: String) -> bool:
	if not path.begins_with(_addon_folder() + "/"):
		return false
	var inner := path.trim_prefix(_addon_folder() + "/")
	if inner.begins_with("start/") or inner == "icon.svg":
		return main_scene() != _addon_folder().path_join(START_SCENE)
	return inner.begins_with("editor/") or inner.get_extension() == "md"


func _add_scripts(folder: String) -> void:
	for file in DirAccess.get_files_at(folder):
		var path := folder.path_join(file)
		if file.get_extension() == "gd" and not _is_left_out(path):
			_added[path] = true
			add_file(path, FileAccess.get_file_as_bytes(path), false)
	for inner in DirAccess.get_directories_at(folder):
		_add_scripts(folder.path_join(inner))
