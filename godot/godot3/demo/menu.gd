extends Control
## The demo project's start scene, where you choose a demo. The command line can choose it too: --demo=lobby, --demo=arena or
## --demo=tictactoe; with other arguments only, it is the chat.

const _CHAT := "res://demo/chat.tscn"
const _LOBBY := "res://demo/lobby/lobby.tscn"
const _ARENA := "res://demo/arena/arena.tscn"
const _TICTACTOE := "res://demo/tictactoe/tictactoe.tscn"

onready var _chat: Button = $Center/Card/Rows/Chat
onready var _lobby: Button = $Center/Card/Rows/Lobby
onready var _arena: Button = $Center/Card/Rows/Arena
onready var _tictactoe: Button = $Center/Card/Rows/TicTacToe


func _ready() -> void:
	var arguments := OS.get_cmdline_args()
	var demo := ""
	for argument in arguments:
		if argument == "--demo=lobby":
			demo = _LOBBY
		elif argument == "--demo=arena":
			demo = _ARENA
		elif argument == "--demo=tictactoe":
			demo = _TICTACTOE
		elif demo == "" and argument.begins_with("--") and argument.find("=") > 0:
			demo = _CHAT
	if demo != "":
		call_deferred("_open", demo)
		return
	_chat.connect("pressed", self, "_open", [_CHAT])
	_lobby.connect("pressed", self, "_open", [_LOBBY])
	_arena.connect("pressed", self, "_open", [_ARENA])
	_tictactoe.connect("pressed", self, "_open", [_TICTACTOE])
	_lobby.grab_focus()


func _open(scene: String) -> void:
	get_tree().change_scene(scene)
