@tool
extends EditorPlugin
## Adds the [code]Godwit[/code] autoload and the [code]godwit/client/url[/code] project setting.

const AUTOLOAD_NAME := "Godwit"
const CLIENT_PATH := "res://addons/godwit/generated/godwit_api.gd"


func _enter_tree() -> void:
	if not ProjectSettings.has_setting(GodwitClient.URL_SETTING):
		ProjectSettings.set_setting(GodwitClient.URL_SETTING, GodwitClient.DEFAULT_URL)
	ProjectSettings.set_initial_value(GodwitClient.URL_SETTING, GodwitClient.DEFAULT_URL)
	ProjectSettings.set_as_basic(GodwitClient.URL_SETTING, true)


func _enable_plugin() -> void:
	add_autoload_singleton(AUTOLOAD_NAME, CLIENT_PATH)


func _disable_plugin() -> void:
	remove_autoload_singleton(AUTOLOAD_NAME)
