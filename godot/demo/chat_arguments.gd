class_name ChatArguments
extends RefCounted
## The demo's command-line arguments, after [code]--[/code]:
## [code]--url=ws://host:1234 --name=Ada --channel=lobby --say=hello --quit-after=5 --screenshot=chat.png[/code].

## The server; empty for the project's setting.
var url: String = ""
## The player's name; empty for a made-up one.
var name: String = ""
## The channel to talk in.
var channel: String = "lobby"
## Lines to say after joining; [code]--say=[/code] can be repeated.
var say: PackedStringArray = []
## Seconds until the demo ends by itself; 0 for never.
var quit_after_s: float = 0.0
## Where to save a picture of the window before the demo ends; empty for none.
var screenshot_path: String = ""


## Reads [param arguments]; unknown ones are ignored.
static func parse(arguments: PackedStringArray) -> ChatArguments:
	var parsed := ChatArguments.new()
	for argument in arguments:
		var value := argument.substr(argument.find("=") + 1)
		match argument.get_slice("=", 0):
			"--url":
				parsed.url = value
			"--name":
				parsed.name = value
			"--channel":
				parsed.channel = value
			"--say":
				parsed.say.append(value)
			"--quit-after":
				parsed.quit_after_s = value.to_float()
			"--screenshot":
				parsed.screenshot_path = value
	return parsed
