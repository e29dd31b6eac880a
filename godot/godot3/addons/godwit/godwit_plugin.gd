tool
extends EditorPlugin
## Adds the Godwit autoload and the project settings under godwit/client/.

const AUTOLOAD_NAME := "Godwit"
const CLIENT_PATH := "res://addons/godwit/generated/godwit_api.gd"
# Not by its class, which this script can't name: the editor loads plugins before it knows the classes.
const SETTINGS_PATH := "res://addons/godwit/godwit_settings.gd"
# As in GodwitClient.
const URL_SETTING := "godwit/client/url"
const DEFAULT_URL := "ws://localhost:1234"


func _enter_tree() -> void:
	_add_setting({ "name": URL_SETTING, "type": TYPE_STRING }, DEFAULT_URL)
	# The settings' own ranges and defaults; there is no second list of them.
	var defaults = load(SETTINGS_PATH).new()
	for property in defaults.get_project_properties():
		var setting := {
			"name": defaults.PROJECT_PREFIX + property["name"],
			"type": property["type"],
			"hint": property["hint"],
			"hint_string": property["hint_string"],
		}
		_add_setting(setting, defaults.get(property["name"]))


func enable_plugin() -> void:
	add_autoload_singleton(AUTOLOAD_NAME, CLIENT_PATH)


func disable_plugin() -> void:
	remove_autoload_singleton(AUTOLOAD_NAME)


func _add_setting(property: Dictionary, default) -> void:
	var setting: String = property["name"]
	if not ProjectSettings.has_setting(setting):
		ProjectSettings.set_setting(setting, default)
	ProjectSettings.set_initial_value(setting, default)
	ProjectSettings.add_property_info(property)
