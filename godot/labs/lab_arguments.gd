class_name LabArguments
extends RefCounted
## The labs' command-line arguments, after [code]--[/code]: [code]--lab=echo --url=ws://host:1234 --play --line=200,30,1
## --page=1 --overlay --quit-after=5 --screenshot=echo.png[/code].

## The lab to open; empty for the menu.
var lab: String = ""
## The server; empty for the project's setting.
var url: String = ""
## Whether the lab plays by itself.
var plays: bool = false
## The line: added round trip and jitter in milliseconds, loss in percent; empty for the lab's own.
var line := PackedFloat64Array()
## Which page of the side is open: 0 is the text, then come the files.
var page: int = 0
## Whether the network overlay is open.
var has_overlay: bool = false
## Seconds in the room until it ends by itself; 0 for never.
var quit_after_s: float = 0.0
## Where to save a picture of the window before it ends; empty for none.
var screenshot_path: String = ""


## Reads [param arguments]; unknown ones are ignored.
static func parse(arguments: PackedStringArray) -> LabArguments:
	var parsed := LabArguments.new()
	for argument in arguments:
		var value := argument.substr(argument.find("=") + 1)
		match argument.get_slice("=", 0):
			"--lab":
				parsed.lab = value
			"--url":
				parsed.url = value
			"--play":
				parsed.plays = true
			"--line":
				parsed.line = value.split_floats(",")
			"--page":
				parsed.page = value.to_int()
			"--overlay":
				parsed.has_overlay = true
			"--quit-after":
				parsed.quit_after_s = value.to_float()
			"--screenshot":
				parsed.screenshot_path = value
	return parsed
