class_name ArenaArguments
extends RefCounted
## The arena's command-line arguments, after [code]--[/code]: [code]--url=ws://host:1234 --name=Ada --bots=200 --code=ABCD
## --peaceful --walk --overview --quit-after=5 --screenshot=arena.png[/code].

## The server; empty for the project's setting.
var url: String = ""
## The player's name; empty for a made-up one.
var name: String = ""
## Creates a room with this many bots; -1 joins the fullest room there is.
var bots: int = -1
## In a room with bots, nobody shoots.
var is_peaceful: bool = false
## The code of the room to join; empty for any.
var code: String = ""
## Runs in circles and shoots automatically.
var walks: bool = false
## Shows the whole arena from the start.
var shows_all: bool = false
## Seconds until the demo ends by itself; 0 for never.
var quit_after_s: float = 0.0
## Where to save a picture of the window before the demo ends; empty for none.
var screenshot_path: String = ""


## Reads [param arguments]; unknown ones are ignored.
static func parse(arguments: PackedStringArray) -> ArenaArguments:
	var parsed := ArenaArguments.new()
	for argument in arguments:
		var value := argument.substr(argument.find("=") + 1)
		match argument.get_slice("=", 0):
			"--url":
				parsed.url = value
			"--name":
				parsed.name = value
			"--bots":
				parsed.bots = value.to_int()
			"--peaceful":
				parsed.is_peaceful = true
			"--code":
				parsed.code = value
			"--walk":
				parsed.walks = true
			"--overview":
				parsed.shows_all = true
			"--quit-after":
				parsed.quit_after_s = value.to_float()
			"--screenshot":
				parsed.screenshot_path = value
	return parsed
