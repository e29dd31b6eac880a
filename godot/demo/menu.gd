extends Control
## Where the demo project starts: which demo shall it be? The command line may say so, [code]--demo=lobby[/code] or
## [code]--demo=arena[/code]; with other arguments and without this one it is the chat.

const _CHAT := "res://demo/chat.tscn"
const _LOBBY := "res://demo/lobby/lobby.tscn"
const _ARENA := "res://demo/arena/arena.tscn"

@onready var _chat: Button = %Chat
@onready var _lobby: Button = %Lobby
@onready var _arena: Button = %Arena


func _ready() -> void:
	var arguments := OS.get_cmdline_user_args()
	if not arguments.is_empty():
		_open.call_deferred(_LOBBY if arguments.has("--demo=lobby") else _ARENA if arguments.has("--demo=arena") else _CHAT)
		return
	_chat.pressed.connect(_open.bind(_CHAT))
	_lobby.pressed.connect(_open.bind(_LOBBY))
	_arena.pressed.connect(_open.bind(_ARENA))
	_lobby.grab_focus()


func _open(scene: String) -> void:
	get_tree().change_scene_to_file(scene)
