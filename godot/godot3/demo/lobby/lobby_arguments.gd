class_name LobbyArguments
extends Reference
## What the command line asks of the lobby, in the order it is done: --url=ws://host:1234 --name=Ada --party --party=CODE
## --create=Title --join=CODE --quick --ready --start --say=hello --quit-after=5.

## The server; empty for the project's setting.
var url: String = ""
## The player's name; with one, it goes into the lobby at once.
var name: String = ""
## What to do there, one after the other: arrays of a name and a value.
var steps: Array = []
## Seconds until the demo ends by itself; 0 for never.
var quit_after_s: float = 0.0


## Reads the arguments; those without two dashes are left out.
func parse(arguments: Array) -> void:
	for argument in arguments:
		var key: String = argument.split("=")[0]
		var value: String = argument.substr(key.length() + 1)
		match key:
			"--url":
				url = value
			"--name":
				name = value
			"--quit-after":
				quit_after_s = float(value)
			_:
				if key.begins_with("--"):
					steps.append([key.trim_prefix("--"), value])
