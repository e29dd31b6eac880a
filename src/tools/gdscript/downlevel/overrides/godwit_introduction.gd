# Godot 4's names, where they differ.
const _PLATFORMS := { "X11": "linux", "Server": "linux", "OSX": "macos", "HTML5": "web", "UWP": "windows" }


static func _platform() -> String:
	var system := OS.get_name()
	return _PLATFORMS.get(system, system.to_lower())
