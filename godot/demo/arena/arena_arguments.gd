class_name ArenaArguments
extends RefCounted
## The arena's command-line arguments, after [code]--[/code]: [code]--url=ws://host:1234 --name=Ada --bots=200 --code=ABCD
## --peaceful --walk --overview --page=lobby --round=20 --quit-after=5 --screenshot=arena.png[/code].

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
## What is shown at first: [code]lobby[/code] or [code]settings[/code] on the start screen, [code]score[/code] or
## [code]overlay[/code] in the fight; empty for nothing else.
var page: String = ""
## In a room with bots, the length of a round in seconds; 0 for the usual one.
var round_s: int = 0
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
			"--page":
				parsed.page = value
			"--round":
				parsed.round_s = value.to_int()
			"--quit-after":
				parsed.quit_after_s = value.to_float()
			"--screenshot":
				parsed.screenshot_path = value
	return parsed


## Ends the demo when it is time, with a picture of the window before if one is wanted.
func quit_later(tree: SceneTree) -> void:
	if quit_after_s <= 0.0:
		return
	await tree.create_timer(quit_after_s).timeout
	await take_picture(tree)
	tree.quit()


## Saves the picture that is wanted.
func take_picture(tree: SceneTree) -> void:
	if not screenshot_path.is_empty():
		await RenderingServer.frame_post_draw
		tree.root.get_texture().get_image().save_png(screenshot_path)
