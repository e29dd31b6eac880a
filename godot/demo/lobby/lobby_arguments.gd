class_name LobbyArguments
extends RefCounted
## The lobby's command-line arguments, after [code]--[/code], in the order they are carried out:
## [code]--url=ws://host:1234 --name=Ada --room-type=arena --queue=quick --party --party=CODE --party-ready --create=Title
## --join=CODE --quick --form --wait=1 --wait-for=2 --ready --start --say=hello --quit-after=5 --screenshot=lobby.png[/code].

## The server; empty for the project's setting.
var url: String = ""
## The player's name; if set, the lobby is entered immediately.
var name: String = ""
## The room type, overriding the scene's; empty for the scene's.
var room_type: String = ""
## The matchmaking queue, overriding the scene's; empty for the scene's.
var queue: String = ""
## The steps, one after the other: names and values.
var steps: Array[PackedStringArray] = []
## Seconds until the demo ends by itself; 0 for never.
var quit_after_s: float = 0.0
## Where to save a picture of the window before the demo ends; empty for none.
var screenshot_path: String = ""


## Reads [param arguments]; unknown ones are left for the steps.
static func parse(arguments: PackedStringArray) -> LobbyArguments:
	var parsed := LobbyArguments.new()
	for argument in arguments:
		var key := argument.get_slice("=", 0)
		var value := argument.substr(key.length() + 1)
		match key:
			"--url":
				parsed.url = value
			"--name":
				parsed.name = value
			"--room-type":
				parsed.room_type = value
			"--queue":
				parsed.queue = value
			"--quit-after":
				parsed.quit_after_s = value.to_float()
			"--screenshot":
				parsed.screenshot_path = value
			_:
				parsed.steps.append(PackedStringArray([key.trim_prefix("--"), value]))
	return parsed
