class_name LobbyArguments
extends Reference
## The lobby's command-line arguments, in the order they are carried out: --url=ws://host:1234 --name=Ada --party --party=CODE
## --create=Title --join=CODE --quick --ready --start --say=hello --quit-after=5.

## The server; empty for the project's setting.
var url: String = ""
## The player's name; if set, the lobby is entered immediately.
var name: String = ""
## The steps, one after the other: arrays of a name and a value.
var steps: Array = []
## Seconds until the demo ends by itself; 0 for never.
var quit_after_s: float = 0.0


## Reads the arguments; those without two dashes are ignored.
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
