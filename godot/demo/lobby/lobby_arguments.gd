class_name LobbyArguments
extends RefCounted
## What the command line asks of the lobby, after [code]--[/code], in the order it is done:
## [code]--url=ws://host:1234 --name=Ada --room-type=arena --queue=quick --party --party=CODE --party-ready --create=Title
## --join=CODE --quick --form --wait=1 --wait-for=2 --ready --start --say=hello --quit-after=5 --screenshot=lobby.png[/code].

## The server; empty for the project's setting.
var url: String = ""
## The player's name; with one, it goes into the lobby at once.
var name: String = ""
## The type of rooms in place of the scene's; empty for the scene's.
var room_type: String = ""
## The matchmaker's queue in place of the scene's; empty for the scene's.
var queue: String = ""
## What to do there, one after the other: names and values.
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
