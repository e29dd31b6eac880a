tool
extends EditorPlugin
## Adds the Godwit autoload and the godwit/client/url project setting.

const AUTOLOAD_NAME := "Godwit"
const CLIENT_PATH := "res://addons/godwit/generated/godwit_api.gd"
# As in GodwitClient, which this script can't name: the editor loads plugins before it knows the classes.
const URL_SETTING := "godwit/client/url"
const DEFAULT_URL := "ws://localhost:1234"


func _enter_tree() -> void:
	if not ProjectSettings.has_setting(URL_SETTING):
		ProjectSettings.set_setting(URL_SETTING, DEFAULT_URL)
	ProjectSettings.set_initial_value(URL_SETTING, DEFAULT_URL)


func enable_plugin() -> void:
	add_autoload_singleton(AUTOLOAD_NAME, CLIENT_PATH)


func disable_plugin() -> void:
	remove_autoload_singleton(AUTOLOAD_NAME)
