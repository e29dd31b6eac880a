class_name ArenaBindings
extends RefCounted
## The arena's actions, and what triggers them: a key or mouse button, and something of a gamepad. A project that has these
## actions keeps its own; the player's choices come on top.

## The actions, in the order that settings show them, by what they are called there.
const TITLES: Dictionary[StringName, String] = {
	&"arena_up": "Run up",
	&"arena_down": "Run down",
	&"arena_left": "Run left",
	&"arena_right": "Run right",
	&"arena_dash": "Dash",
	&"arena_fire": "Fire",
	&"arena_launch": "Launch a rocket",
	&"arena_turn_left": "Turn the aim left",
	&"arena_turn_right": "Turn the aim right",
	&"arena_score": "Score",
	&"arena_chat": "Chat",
	&"arena_overview": "Whole arena",
	&"arena_menu": "Menu",
}

const _DEFAULTS: Dictionary[StringName, Array] = {
	&"arena_up": ["key:W", "key:Up", "axis:1:-1"],
	&"arena_down": ["key:S", "key:Down", "axis:1:1"],
	&"arena_left": ["key:A", "key:Left", "axis:0:-1"],
	&"arena_right": ["key:D", "key:Right", "axis:0:1"],
	&"arena_dash": ["key:Space", "pad:0"],
	&"arena_fire": ["mouse:1", "key:F", "axis:5:1"],
	&"arena_launch": ["mouse:2", "key:G", "axis:4:1"],
	&"arena_turn_left": ["key:Q"],
	&"arena_turn_right": ["key:E"],
	&"arena_score": ["key:Tab", "pad:4"],
	&"arena_chat": ["key:Enter"],
	&"arena_overview": ["key:M", "pad:3"],
	&"arena_menu": ["key:Escape", "pad:6"],
}
const _MENUS: Dictionary[StringName, String] = { &"ui_accept": "pad:0", &"ui_cancel": "pad:1" }
const _MOUSE := ["", "Left button", "Right button", "Middle button"]
const _AXES := ["Left stick X", "Left stick Y", "Right stick X", "Right stick Y", "Left trigger", "Right trigger"]
const _BUTTONS := ["A", "B", "X", "Y", "Back", "Guide", "Start", "Left stick", "Right stick", "Left shoulder", "Right shoulder"]


## Adds the actions that the project does not have, with what usually triggers them.
static func add_missing() -> void:
	for action in _DEFAULTS:
		if not InputMap.has_action(action):
			InputMap.add_action(action, 0.2)
			for text: String in _DEFAULTS[action]:
				InputMap.action_add_event(action, read(text))
	# The engine's own actions take a gamepad's cross, but none of its buttons.
	for action: StringName in _MENUS:
		if not InputMap.action_get_events(action).any(is_button):
			InputMap.action_add_event(action, read(_MENUS[action]))


## From now on, [param event] triggers [param action], and nothing else of its kind does.
static func bind(action: StringName, event: InputEvent) -> void:
	for known in InputMap.action_get_events(action):
		if is_of_gamepad(known) == is_of_gamepad(event):
			InputMap.action_erase_event(action, known)
	InputMap.action_add_event(action, event)


## What triggers [param action]: of a gamepad, or of keyboard and mouse; null for nothing.
static func event_of(action: StringName, of_gamepad: bool) -> InputEvent:
	for event in InputMap.action_get_events(action):
		if is_of_gamepad(event) == of_gamepad:
			return event
	return null


## Whether [param event] comes from a gamepad.
static func is_of_gamepad(event: InputEvent) -> bool:
	return event is InputEventJoypadButton or event is InputEventJoypadMotion


## Whether [param event] is of a gamepad's button.
static func is_button(event: InputEvent) -> bool:
	return event is InputEventJoypadButton


## What [param event] is called; a dash for null.
static func title_of(event: InputEvent) -> String:
	if event is InputEventKey:
		return OS.get_keycode_string((event as InputEventKey).physical_keycode)
	if event is InputEventMouseButton:
		var button := (event as InputEventMouseButton).button_index
		return _MOUSE[button] if button < _MOUSE.size() else "Mouse %d" % button
	if event is InputEventJoypadButton:
		var button := (event as InputEventJoypadButton).button_index
		return _BUTTONS[button] if button < _BUTTONS.size() else "Button %d" % button
	if event is InputEventJoypadMotion:
		var motion := event as InputEventJoypadMotion
		var sign_text := "" if motion.axis >= JOY_AXIS_TRIGGER_LEFT else (" +" if motion.axis_value > 0.0 else " -")
		return _AXES[motion.axis] + sign_text if motion.axis < _AXES.size() else "Axis %d" % motion.axis
	return "–"


## [param event] as a text for a file; see [method read].
static func write(event: InputEvent) -> String:
	if event is InputEventKey:
		return "key:%s" % OS.get_keycode_string((event as InputEventKey).physical_keycode)
	if event is InputEventMouseButton:
		return "mouse:%d" % (event as InputEventMouseButton).button_index
	if event is InputEventJoypadButton:
		return "pad:%d" % (event as InputEventJoypadButton).button_index
	var motion := event as InputEventJoypadMotion
	return "axis:%d:%d" % [motion.axis, roundi(signf(motion.axis_value))] if motion != null else ""


## The inverse of [method write]; null for what is none.
static func read(text: String) -> InputEvent:
	var value := text.get_slice(":", 1)
	match text.get_slice(":", 0):
		"key":
			var key := InputEventKey.new()
			key.physical_keycode = OS.find_keycode_from_string(value)
			return key
		"mouse":
			var click := InputEventMouseButton.new()
			click.button_index = value.to_int() as MouseButton
			return click
		"pad":
			var button := InputEventJoypadButton.new()
			button.device = -1
			button.button_index = value.to_int() as JoyButton
			return button
		"axis":
			var motion := InputEventJoypadMotion.new()
			motion.device = -1
			motion.axis = value.to_int() as JoyAxis
			motion.axis_value = text.get_slice(":", 2).to_float()
			return motion
	return null
