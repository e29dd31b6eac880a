@tool
extends EditorPlugin
## Adds the [code]Godwit[/code] autoload, the project settings under [code]godwit/[/code] and the Godwit dock.

const AUTOLOAD_NAME := "Godwit"
const _CLIENT_FILE := "generated/godwit_api.gd"
const _EXPORT := preload("godwit_export.gd")
const _START_SCENE := _EXPORT.START_SCENE

var _dock: GodwitDock
var _export := _EXPORT.new()
var _class_name := RegEx.create_from_string("(?m)^class_name\\s+(\\w+)")


func _enter_tree() -> void:
	_tell_of_other_copy()
	_tell_of_taken_names()
	_mend_autoload()
	_mend_main_scene()
	_add_project_settings()
	add_export_plugin(_export)
	_dock = GodwitDock.new()
	add_control_to_dock(DOCK_SLOT_RIGHT_BL, _dock)


func _exit_tree() -> void:
	if _dock == null:
		return
	remove_export_plugin(_export)
	remove_control_from_docks(_dock)
	_dock.queue_free()
	_dock = null


func _enable_plugin() -> void:
	_add_autoload()
	if _EXPORT.main_scene().is_empty():
		var scene := _folder().path_join(_START_SCENE)
		_set_main_scene(scene)
		print("Godwit: press play. The project had no main scene; until you choose one it is %s." % scene)


func _disable_plugin() -> void:
	remove_autoload_singleton(AUTOLOAD_NAME)
	if _EXPORT.main_scene() == _folder().path_join(_START_SCENE):
		_set_main_scene("")


# The addon works from any folder.
func _folder() -> String:
	var script: Script = get_script()
	return script.resource_path.get_base_dir().get_base_dir()


func _add_autoload() -> void:
	var path := _folder().path_join(_CLIENT_FILE)
	if not FileAccess.file_exists(path):
		push_error("Godwit: there is no %s. Generate the classes of your server, then enable the plugin again." % path)
	elif ProjectSettings.has_setting("autoload/" + AUTOLOAD_NAME):
		# The engine does not add a second one of the same name, and keeps the old path.
		remove_autoload_singleton(AUTOLOAD_NAME)
		add_autoload_singleton(AUTOLOAD_NAME, path)
	else:
		add_autoload_singleton(AUTOLOAD_NAME, path)


# After the addon's folder was moved or renamed outside the editor.
func _mend_autoload() -> void:
	var path := str(ProjectSettings.get_setting("autoload/" + AUTOLOAD_NAME, "")).trim_prefix("*")
	if path.get_file() == _CLIENT_FILE.get_file() and not FileAccess.file_exists(path):
		_add_autoload()


func _mend_main_scene() -> void:
	if _EXPORT.main_scene().ends_with(_START_SCENE) and not FileAccess.file_exists(_EXPORT.main_scene()):
		_set_main_scene(_folder().path_join(_START_SCENE))


func _set_main_scene(path: String) -> void:
	ProjectSettings.set_setting(_EXPORT.MAIN_SCENE_SETTING, path)
	var error := ProjectSettings.save()
	if error != OK:
		push_warning("Godwit: the project's main scene could not be saved (%s)." % error_string(error))


func _tell_of_other_copy() -> void:
	var other := _find_copy("res://addons")
	if not other.is_empty():
		push_error("Godwit: the project has the addon twice, in %s and %s. Delete one of them." % [_folder(), other])


func _find_copy(folder: String) -> String:
	if folder != _folder() and FileAccess.file_exists(folder.path_join(_CLIENT_FILE)):
		return folder
	for inner in DirAccess.get_directories_at(folder):
		var found := _find_copy(folder.path_join(inner))
		if not found.is_empty():
			return found
	return ""


# The engine registers a class name once; which of two scripts wins is chance.
func _tell_of_taken_names() -> void:
	var own := _class_names_below(_folder(), "")
	var others := _class_names_below("res://", _folder())
	for path: String in others:
		if own.values().has(others[path]):
			push_error(
				"Godwit: %s has the class_name %s, which is a class of the addon: rename it." % [path, others[path]]
			)


func _class_names_below(folder: String, left_out: String) -> Dictionary:
	var names: Dictionary = {} # path -> name
	if FileAccess.file_exists(folder.path_join(".gdignore")):
		return names
	for file in DirAccess.get_files_at(folder):
		var path := folder.path_join(file)
		var found := _class_name.search(FileAccess.get_file_as_string(path)) if file.get_extension() == "gd" else null
		if found != null:
			names[path] = found.get_string(1)
	for inner in DirAccess.get_directories_at(folder):
		var path := folder.path_join(inner)
		if path != left_out and not inner.begins_with("."):
			names.merge(_class_names_below(path, left_out))
	return names


func _add_project_settings() -> void:
	_add_setting({ "name": GodwitClient.URL_SETTING, "type": TYPE_STRING }, GodwitClient.DEFAULT_URL, true)
	var folder: Dictionary = {
		"name": GodwitDock.SERVER_FOLDER_SETTING, "type": TYPE_STRING, "hint": PROPERTY_HINT_GLOBAL_DIR,
	}
	_add_setting(folder, "", true)
	# The settings' own ranges and defaults, so that there is no second list of them.
	var defaults := GodwitSettings.new()
	for property in defaults.get_project_properties():
		var property_name: String = property["name"]
		var setting: Dictionary = {
			"name": GodwitSettings.PROJECT_PREFIX + property_name,
			"type": property["type"],
			"hint": property["hint"],
			"hint_string": property["hint_string"],
		}
		_add_setting(setting, defaults.get(property_name), false)


func _add_setting(property: Dictionary, default: Variant, is_basic: bool) -> void:
	var setting: String = property["name"]
	if not ProjectSettings.has_setting(setting):
		ProjectSettings.set_setting(setting, default)
	ProjectSettings.set_initial_value(setting, default)
	ProjectSettings.set_as_basic(setting, is_basic)
	ProjectSettings.add_property_info(property)
