extends Control
## The demo project's start scene, where you choose a demo. The command line can choose it too: [code]--demo=lobby[/code],
## [code]--demo=arena[/code], [code]--demo=tictactoe[/code] or [code]--demo=labs[/code]; with other arguments only, it is the chat.

const _CHAT := "res://demo/chat.tscn"
const _LOBBY := "res://demo/lobby/lobby.tscn"
const _ARENA := "res://demo/arena/arena.tscn"
const _ARENA_START := "res://demo/arena/arena_start.tscn"
const _TICTACTOE := "res://demo/tictactoe/tictactoe.tscn"
const _LABS := "res://labs/labs.tscn"
const _DEMOS: Dictionary[String, String] = {
	"--demo=lobby": _LOBBY, "--demo=arena": _ARENA, "--demo=tictactoe": _TICTACTOE,
	"--demo=labs": _LABS, "--demo=arena-start": _ARENA_START,
}

@onready var _chat: Button = %Chat
@onready var _lobby: Button = %Lobby
@onready var _arena: Button = %Arena
@onready var _tictactoe: Button = %TicTacToe
@onready var _labs: Button = %Labs


func _ready() -> void:
	var arguments := OS.get_cmdline_user_args()
	if not arguments.is_empty():
		var scene := _CHAT
		for argument in arguments:
			scene = _DEMOS.get(argument, scene)
		_open.call_deferred(scene)
		return
	_chat.pressed.connect(_open.bind(_CHAT))
	_lobby.pressed.connect(_open.bind(_LOBBY))
	_arena.pressed.connect(_open.bind(_ARENA_START))
	_tictactoe.pressed.connect(_open.bind(_TICTACTOE))
	_labs.pressed.connect(_open.bind(_LABS))
	_lobby.grab_focus()


func _open(scene: String) -> void:
	get_tree().change_scene_to_file(scene)
