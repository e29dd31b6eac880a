@tool
extends EditorPlugin
## Adds the [code]Godwit[/code] autoload, the project settings under [code]godwit/[/code] and the Godwit dock.

const AUTOLOAD_NAME := "Godwit"
const CLIENT_PATH := "res://addons/godwit/generated/godwit_api.gd"

var _dock: GodwitDock


func _enter_tree() -> void:
	_add_project_settings()
	_dock = GodwitDock.new()
	add_control_to_dock(DOCK_SLOT_RIGHT_BL, _dock)


func _exit_tree() -> void:
	if _dock == null:
		return
	remove_control_from_docks(_dock)
	_dock.queue_free()
	_dock = null


func _enable_plugin() -> void:
	add_autoload_singleton(AUTOLOAD_NAME, CLIENT_PATH)


func _disable_plugin() -> void:
	remove_autoload_singleton(AUTOLOAD_NAME)


func _add_project_settings() -> void:
	_add_setting({ "name": GodwitClient.URL_SETTING, "type": TYPE_STRING }, GodwitClient.DEFAULT_URL, true)
	var folder: Dictionary = {
		"name": GodwitDock.SERVER_FOLDER_SETTING, "type": TYPE_STRING, "hint": PROPERTY_HINT_GLOBAL_DIR,
	}
	_add_setting(folder, "", true)
	# The settings' own ranges and defaults; there is no second list of them.
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
