tool
extends EditorExportPlugin
## Adds the whole addon to exports that select their files, since the engine does not find classes that scripts only refer to
## by name. What no game needs stays out: the editor part, the guides, and the start scene unless it is
## the main scene. When exporting a whole project, the engine compiles scripts before asking a plugin, so those are included.

## The addon's own scene, relative to its folder.
const START_SCENE := "start/godwit_start.tscn"
const MAIN_SCENE_SETTING := "application/run/main_scene"

const _PRESETS_FILE := "res://export_presets.cfg"

var _added: Dictionary = {} # path -> true: what this export has from here


func _export_begin(_features: PoolStringArray, _is_debug: bool, _path: String, _flags: int) -> void:
	_added.clear()
	if not _takes_everything():
		_add_scripts(_addon_folder())


# As text, since the engine only compiles what it found itself; so skip what it found.
func _export_file(path: String, _type: String, _features: PoolStringArray) -> void:
	if _added.has(path) or _is_left_out(path):
		skip()


# The engine does not say which of the project's presets is exported.
func _takes_everything() -> bool:
	var presets := ConfigFile.new()
	if presets.load(_PRESETS_FILE) != OK:
		return false
	for section in presets.get_sections():
		if presets.get_value(section, "export_filter", "all_resources") != "all_resources":
			return false
	return true


## The path of the project's main scene; empty if it has none.
static func main_scene() -> String:
	return str(ProjectSettings.get_setting(MAIN_SCENE_SETTING))


func _addon_folder() -> String:
	return get_script().resource_path.get_base_dir().get_base_dir()


func _is_left_out(path: String) -> bool:
	if not path.begins_with(_addon_folder() + "/"):
		return false
	var inner := path.trim_prefix(_addon_folder() + "/")
	if inner.begins_with("start/") or inner == "icon.svg":
		return main_scene() != _addon_folder().plus_file(START_SCENE)
	return inner.begins_with("editor/") or inner.get_extension() == "md"


func _add_scripts(folder: String) -> void:
	var directory := Directory.new()
	if directory.open(folder) != OK:
		return
	directory.list_dir_begin(true, true)
	var entry := directory.get_next()
	while entry != "":
		var path := folder.plus_file(entry)
		if directory.current_is_dir():
			_add_scripts(path)
		elif entry.get_extension() == "gd" and not _is_left_out(path):
			_add_script(path)
		entry = directory.get_next()


func _add_script(path: String) -> void:
	var file := File.new()
	if file.open(path, File.READ) == OK:
		_added[path] = true
		add_file(path, file.get_buffer(file.get_len()), false)
		file.close()
