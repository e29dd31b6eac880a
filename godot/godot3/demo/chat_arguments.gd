class_name ChatArguments
extends Reference
## The demo's command-line arguments, after --:
## --url=ws://host:1234 --name=Ada --channel=lobby --say=hello --quit-after=5 --screenshot=chat.png.

## The server; empty for the project's setting.
var url: String = ""
## The player's name; empty for a made-up one.
var name: String = ""
## The channel to talk in.
var channel: String = "lobby"
## Lines to say after joining; --say= can be repeated.
var say: Array = []
## Seconds until the demo ends by itself; 0 for never.
var quit_after_s: float = 0.0
## Where to save a picture of the window before the demo ends; empty for none.
var screenshot_path: String = ""


## Reads the arguments; unknown ones are ignored.
func parse(arguments: Array) -> void:
	for argument in arguments:
		var value: String = argument.substr(argument.find("=") + 1)
		match argument.split("=")[0]:
			"--url":
				url = value
			"--name":
				name = value
			"--channel":
				channel = value
			"--say":
				say.append(value)
			"--quit-after":
				quit_after_s = float(value)
			"--screenshot":
				screenshot_path = value
