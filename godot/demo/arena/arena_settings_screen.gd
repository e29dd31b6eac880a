class_name ArenaSettingsScreen
extends Control
## Where the player chooses volumes, window, comfort, colours and keys; what is chosen holds at once, and is kept.

## Emitted when it was closed.
signal closed

const _BUSES: Dictionary[StringName, String] = { &"Master": "Everything", &"Effects": "Effects", &"Music": "Music" }
const _SWITCHES: Dictionary[StringName, String] = {
	&"is_full_screen": "Full screen",
	&"shakes": "Shake and slow motion",
	&"flashes": "Flashes",
	&"has_safe_colors": "Colours for colour-blind players",
}
const _PRESS := "press…"
const _KEY_WIDTH := 132.0

var _asked: Button # the one whose key is being chosen
var _asked_action: StringName
var _asks_gamepad: bool = false
var _keys: Dictionary[StringName, Array] = {} # the two buttons of each action

@onready var _volumes: GridContainer = %Volumes
@onready var _switches: VBoxContainer = %Switches
@onready var _bindings: GridContainer = %Bindings
@onready var _done: Button = %Done


func _ready() -> void:
	ArenaSettings.prepare()
	for bus: StringName in _BUSES:
		_add_volume(bus)
	for choice: StringName in _SWITCHES:
		_add_switch(choice)
	for action: StringName in ArenaBindings.TITLES:
		_add_binding(action)
	_done.pressed.connect(close)


func _input(event: InputEvent) -> void:
	if not visible:
		return
	if _asked != null:
		_listen(event)
	elif event.is_action_pressed(&"ui_cancel"):
		get_viewport().set_input_as_handled()
		close()


## Shows it.
func open() -> void:
	show()
	_done.grab_focus()


## Hides it, and writes what was chosen.
func close() -> void:
	_asked = null
	ArenaSettings.save()
	hide()
	closed.emit()


func _add_volume(bus: StringName) -> void:
	_volumes.add_child(_text_of(_BUSES[bus]))
	var slider := HSlider.new()
	slider.custom_minimum_size.x = 180.0
	slider.size_flags_vertical = SIZE_SHRINK_CENTER
	slider.size_flags_horizontal = SIZE_EXPAND_FILL
	slider.max_value = 1.0
	slider.step = 0.05
	slider.value = ArenaSettings.volumes[bus]
	slider.value_changed.connect(_on_volume_changed.bind(bus))
	_volumes.add_child(slider)


func _add_switch(choice: StringName) -> void:
	var switch := CheckButton.new()
	switch.text = _SWITCHES[choice]
	switch.button_pressed = _is_chosen(choice)
	switch.toggled.connect(_on_switch_toggled.bind(choice))
	_switches.add_child(switch)


func _add_binding(action: StringName) -> void:
	_bindings.add_child(_text_of(ArenaBindings.TITLES[action]))
	var buttons: Array[Button] = []
	for of_gamepad: bool in [false, true]:
		var button := Button.new()
		button.theme_type_variation = &"SmallButton"
		button.custom_minimum_size.x = _KEY_WIDTH
		button.clip_text = true
		button.pressed.connect(_on_binding_pressed.bind(button, action, of_gamepad))
		_bindings.add_child(button)
		buttons.append(button)
	_keys[action] = buttons
	_show_binding(action)


func _show_binding(action: StringName) -> void:
	for column in 2:
		var button: Button = _keys[action][column]
		button.text = ArenaBindings.title_of(ArenaBindings.event_of(action, column == 1))


func _listen(event: InputEvent) -> void:
	var motion := event as InputEventJoypadMotion
	var is_firm := event.is_pressed() or motion != null and absf(motion.axis_value) > 0.6
	if event is InputEventMouseMotion or not is_firm or event.is_echo():
		return
	get_viewport().set_input_as_handled()
	if ArenaBindings.is_of_gamepad(event) == _asks_gamepad and not event.is_action(&"ui_cancel"):
		# As it was typed, but for any device, and with nothing held beside it.
		ArenaBindings.bind(_asked_action, ArenaBindings.read(ArenaBindings.write(event)))
		print("bound %s to %s" % [_asked_action, ArenaBindings.title_of(event)])
	elif not event.is_action(&"ui_cancel"):
		return
	_asked = null
	_show_binding(_asked_action)


func _on_binding_pressed(button: Button, action: StringName, of_gamepad: bool) -> void:
	if _asked != null:
		_show_binding(_asked_action)
	_asked = button
	_asked_action = action
	_asks_gamepad = of_gamepad
	button.text = _PRESS


func _on_volume_changed(value: float, bus: StringName) -> void:
	ArenaSettings.volumes[bus] = value
	ArenaSettings.apply()


func _on_switch_toggled(is_on: bool, choice: StringName) -> void:
	match choice:
		&"is_full_screen":
			ArenaSettings.is_full_screen = is_on
		&"shakes":
			ArenaSettings.shakes = is_on
		&"flashes":
			ArenaSettings.flashes = is_on
		&"has_safe_colors":
			ArenaSettings.has_safe_colors = is_on
	ArenaSettings.apply()


static func _is_chosen(choice: StringName) -> bool:
	match choice:
		&"is_full_screen":
			return ArenaSettings.is_full_screen
		&"shakes":
			return ArenaSettings.shakes
		&"flashes":
			return ArenaSettings.flashes
	return ArenaSettings.has_safe_colors


static func _text_of(text: String) -> Label:
	var label := Label.new()
	label.text = text
	label.custom_minimum_size.x = 160.0
	return label
