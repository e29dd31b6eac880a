tool
extends EditorPlugin
## Adds the Godwit autoload and the project settings under godwit/client/.

const AUTOLOAD_NAME := "Godwit"
const _CLIENT_FILE := "generated/godwit_api.gd"
# Not by its class, which this script can't use: the editor loads plugins before it knows the classes.
const _SETTINGS_FILE := "connection/godwit_settings.gd"
const _EXPORT := preload("godwit_export.gd")
const _START_SCENE := _EXPORT.START_SCENE
# As in GodwitClient.
const URL_SETTING := "godwit/client/url"
const DEFAULT_URL := "ws://localhost:1234"

var _export := _EXPORT.new()
var _class_name := RegEx.new()


func _enter_tree() -> void:
	_tell_of_other_copy()
	_tell_of_taken_names()
	_mend_autoload()
	_mend_main_scene()
	add_export_plugin(_export)
	_add_setting({ "name": URL_SETTING, "type": TYPE_STRING }, DEFAULT_URL)
	# The settings' own ranges and defaults, so that there is no second list of them.
	var defaults = load(_folder().plus_file(_SETTINGS_FILE)).new()
	for property in defaults.get_project_properties():
		var setting := {
			"name": defaults.PROJECT_PREFIX + property["name"],
			"type": property["type"],
			"hint": property["hint"],
			"hint_string": property["hint_string"],
		}
		_add_setting(setting, defaults.get(property["name"]))


func _exit_tree() -> void:
	remove_export_plugin(_export)


func enable_plugin() -> void:
	_add_autoload()
	if _EXPORT.main_scene() == "":
		var scene := _folder().plus_file(_START_SCENE)
		_set_main_scene(scene)
		print("Godwit: press play. The project had no main scene; until you choose one it is %s." % scene)


func disable_plugin() -> void:
	remove_autoload_singleton(AUTOLOAD_NAME)
	if _EXPORT.main_scene() == _folder().plus_file(_START_SCENE):
		_set_main_scene("")


# The addon works from any folder.
func _folder() -> String:
	return get_script().resource_path.get_base_dir().get_base_dir()


func _add_autoload() -> void:
	var path := _folder().plus_file(_CLIENT_FILE)
	if not ResourceLoader.exists(path):
		push_error("Godwit: there is no %s. Generate the classes of your server, then enable the plugin again." % path)
		return
	# The engine does not add a second one of the same name, and keeps the old path.
	if ProjectSettings.has_setting("autoload/" + AUTOLOAD_NAME):
		remove_autoload_singleton(AUTOLOAD_NAME)
	add_autoload_singleton(AUTOLOAD_NAME, path)


# After the addon's folder was moved or renamed outside the editor.
func _mend_autoload() -> void:
	if not ProjectSettings.has_setting("autoload/" + AUTOLOAD_NAME):
		return
	var path := str(ProjectSettings.get_setting("autoload/" + AUTOLOAD_NAME)).trim_prefix("*")
	if path.get_file() == _CLIENT_FILE.get_file() and not ResourceLoader.exists(path):
		_add_autoload()


func _mend_main_scene() -> void:
	if _EXPORT.main_scene().ends_with(_START_SCENE) and not ResourceLoader.exists(_EXPORT.main_scene()):
		_set_main_scene(_folder().plus_file(_START_SCENE))


func _set_main_scene(path: String) -> void:
	ProjectSettings.set_setting(_EXPORT.MAIN_SCENE_SETTING, path)
	var error := ProjectSettings.save()
	if error != OK:
		push_warning("Godwit: the project's main scene could not be saved (%d)." % error)


func _tell_of_other_copy() -> void:
	var other := _find_copy("res://addons")
	if other != "":
		push_error("Godwit: the project has the addon twice, in %s and %s. Delete one of them." % [_folder(), other])


func _find_copy(folder: String) -> String:
	if folder != _folder() and ResourceLoader.exists(folder.plus_file(_CLIENT_FILE)):
		return folder
	var found := ""
	var directory := Directory.new()
	if directory.open(folder) != OK:
		return found
	directory.list_dir_begin(true, true)
	var entry := directory.get_next()
	while entry != "" and found == "":
		if directory.current_is_dir():
			found = _find_copy(folder.plus_file(entry))
		entry = directory.get_next()
	return found


# The engine registers a class name once; which of two scripts wins is chance.
func _tell_of_taken_names() -> void:
	var _error := _class_name.compile("(?m)^class_name\\s+(\\w+)")
	var own := _class_names_below(_folder(), "")
	var others := _class_names_below("res://", _folder())
	for path in others:
		if own.values().has(others[path]):
			var what := [path, others[path]]
			push_error("Godwit: %s has the class_name %s, which is a class of the addon: rename it." % what)


func _class_names_below(folder: String, left_out: String) -> Dictionary:
	var names := {} # path -> name
	var directory := Directory.new()
	if directory.file_exists(folder.plus_file(".gdignore")) or directory.open(folder) != OK:
		return names
	var file := File.new()
	var _error := directory.list_dir_begin(true, true)
	var entry := directory.get_next()
	while entry != "":
		var path := folder.plus_file(entry)
		if directory.current_is_dir() and path != left_out:
			var inner := _class_names_below(path, left_out)
			for each in inner:
				names[each] = inner[each]
		elif entry.get_extension() == "gd" and file.open(path, File.READ) == OK:
			var found := _class_name.search(file.get_as_text())
			if found != null:
				names[path] = found.get_string(1)
			file.close()
		entry = directory.get_next()
	return names


func _add_setting(property: Dictionary, default) -> void:
	var setting: String = property["name"]
	if not ProjectSettings.has_setting(setting):
		ProjectSettings.set_setting(setting, default)
	ProjectSettings.set_initial_value(setting, default)
	ProjectSettings.add_property_info(property)
