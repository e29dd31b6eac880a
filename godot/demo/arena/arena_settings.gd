class_name ArenaSettings
extends RefCounted
## What the player has chosen, kept in a file of [code]user://[/code]: volumes, window, comfort, colours and keys.

const _PATH := "user://arena.cfg"
const _MADE_FOR := Vector2i(1280, 720)
const _OWN := Color("f2b25c")
const _FACES := ["5fc9d8", "e0685a", "a98be8", "7fd18b", "e884b4", "d9cf6b"]
# Told apart by those who see fewer colours, after Okabe and Ito.
const _SAFE_FACES := ["56b4e9", "d55e00", "cc79a7", "009e73", "f0e442", "dfe7ec"]
const _GOOD := Color("7fd18b")
const _BAD := Color("e0685a")
const _SAFE_GOOD := Color("56b4e9")
const _SAFE_BAD := Color("d55e00")

## The name to play with; empty for none yet.
static var player_name: String = ""
## The server's address; empty for the project's.
static var server: String = ""
## By bus, 0 to 1.
static var volumes: Dictionary[StringName, float] = { &"Master": 0.8, &"Effects": 1.0, &"Music": 0.5 }
## Whether the game fills the screen.
static var is_full_screen: bool = false
## Whether hits and explosions shake the camera, and a kill slows the picture.
static var shakes: bool = true
## Whether anything flashes.
static var flashes: bool = true
## Whether colours are those that everybody can tell apart.
static var has_safe_colors: bool = false

static var _is_read: bool = false


## Reads the file, once, and applies what is in it.
static func prepare() -> void:
	if _is_read:
		return
	_is_read = true
	_scale((Engine.get_main_loop() as SceneTree).root)
	ArenaBindings.add_missing()
	for bus: StringName in volumes:
		if AudioServer.get_bus_index(bus) < 0:
			AudioServer.add_bus()
			AudioServer.set_bus_name(AudioServer.bus_count - 1, bus)
	var file := ConfigFile.new()
	if file.load(_PATH) == OK:
		_take(file)
	apply()


## Writes the file.
static func save() -> void:
	var file := ConfigFile.new()
	file.set_value("player", "name", player_name)
	file.set_value("player", "server", server)
	for bus: StringName in volumes:
		file.set_value("volume", bus, volumes[bus])
	file.set_value("window", "full_screen", is_full_screen)
	file.set_value("comfort", "shakes", shakes)
	file.set_value("comfort", "flashes", flashes)
	file.set_value("comfort", "safe_colors", has_safe_colors)
	for action: StringName in ArenaBindings.TITLES:
		var events := InputMap.action_get_events(action).map(ArenaBindings.write)
		file.set_value("keys", action, PackedStringArray(events))
	if file.save(_PATH) != OK:
		push_warning("The arena's settings can't be written.")


## Makes volumes and window as chosen.
static func apply() -> void:
	for bus: StringName in volumes:
		AudioServer.set_bus_volume_linear(AudioServer.get_bus_index(bus), volumes[bus])
	var is_full := DisplayServer.window_get_mode() == DisplayServer.WINDOW_MODE_FULLSCREEN
	if is_full != is_full_screen:
		var mode := DisplayServer.WINDOW_MODE_FULLSCREEN if is_full_screen else DisplayServer.WINDOW_MODE_WINDOWED
		DisplayServer.window_set_mode(mode)


# In a project that does not scale its window, the screens are as large as they were made for.
static func _scale(window: Window) -> void:
	if window.content_scale_mode == Window.CONTENT_SCALE_MODE_DISABLED:
		window.content_scale_mode = Window.CONTENT_SCALE_MODE_CANVAS_ITEMS
		window.content_scale_aspect = Window.CONTENT_SCALE_ASPECT_EXPAND
		window.content_scale_size = _MADE_FOR


## The colour of a pawn: one's own is always the same.
static func color_of(id: int, is_own: bool) -> Color:
	if is_own:
		return _OWN
	var faces := _SAFE_FACES if has_safe_colors else _FACES
	return Color(str(faces[id % faces.size()]))


## The colour of health: [param part] is what is left of it, 0 to 1.
static func color_of_health(part: float) -> Color:
	return _SAFE_BAD.lerp(_SAFE_GOOD, part) if has_safe_colors else _BAD.lerp(_GOOD, part)


static func _take(file: ConfigFile) -> void:
	player_name = str(file.get_value("player", "name", ""))
	server = str(file.get_value("player", "server", ""))
	for bus: StringName in volumes:
		volumes[bus] = clampf(GodwitFields.to_float(file.get_value("volume", bus, volumes[bus]), 1.0), 0.0, 1.0)
	# A page fills the screen only when it is asked to.
	is_full_screen = file.get_value("window", "full_screen", false) == true and not OS.has_feature("web")
	shakes = file.get_value("comfort", "shakes", true) == true
	flashes = file.get_value("comfort", "flashes", true) == true
	has_safe_colors = file.get_value("comfort", "safe_colors", false) == true
	for action: StringName in ArenaBindings.TITLES:
		if file.has_section_key("keys", action):
			_take_keys(action, file.get_value("keys", action))


static func _take_keys(action: StringName, texts: Variant) -> void:
	if texts is not PackedStringArray:
		return
	InputMap.action_erase_events(action)
	for text: String in texts:
		var event := ArenaBindings.read(text)
		if event != null:
			InputMap.action_add_event(action, event)
