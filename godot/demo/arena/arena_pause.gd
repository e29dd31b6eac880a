class_name ArenaPause
extends Control
## The menu in the fight, which goes on meanwhile.

## Emitted when it opens or closes.
signal opened_changed(is_opened: bool)
## Emitted when the player wants to watch, or to fight again.
signal part_wanted(fights: bool)
## Emitted when the player wants to leave.
signal left

## Whether the player watches now.
var is_watching: bool = false:
	set(new_value):
		is_watching = new_value
		_watch.text = "Fight" if is_watching else "Watch"

@onready var _menu: PanelContainer = %PauseMenu
@onready var _resume: Button = %Resume
@onready var _watch: Button = %Watch
@onready var _choose: Button = %Choose
@onready var _leave: Button = %Leave
@onready var _settings: ArenaSettingsScreen = %SettingsScreen


func _ready() -> void:
	_resume.pressed.connect(close)
	_watch.pressed.connect(_on_watch_pressed)
	_choose.pressed.connect(_on_settings_pressed)
	_leave.pressed.connect(left.emit)
	_settings.closed.connect(_show_menu)
	hide()


func _input(event: InputEvent) -> void:
	if _menu.is_visible_in_tree() and (event.is_action_pressed(&"ui_cancel") or event.is_action_pressed(&"arena_menu")):
		get_viewport().set_input_as_handled()
		close()


## Shows it.
func open() -> void:
	show()
	_show_menu()
	opened_changed.emit(true)


## Hides it.
func close() -> void:
	hide()
	opened_changed.emit(false)


func _show_menu() -> void:
	_menu.show()
	_resume.grab_focus()


func _on_settings_pressed() -> void:
	_menu.hide()
	_settings.open()


func _on_watch_pressed() -> void:
	part_wanted.emit(is_watching)
	close()
