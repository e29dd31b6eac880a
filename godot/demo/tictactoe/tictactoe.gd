extends Control
## Tic-tac-toe against anyone: this device signs in, the queue finds an opponent, and the server checks each move. The board
## shows the room's state, so a dropped connection loses nothing.
##
## Escape returns to the menu. Its output and its command-line arguments are for tests:
## [code]--url=ws://host:1234 --name=Ada --auto --drops --screenshot=game.png[/code]. With [code]--auto[/code] it plays by itself and quits when
## the game is over; with [code]--drops[/code] it makes its second move only after dropping and reconnecting.

const _MENU := "res://demo/menu.tscn"
const _QUEUE := "tictactoe"
const _BOARD := "tictactoe_wins"
const _CELLS := 9
# How many leaderboard entries are shown.
const _SHOWN := 3
const _COLORS: Dictionary[String, Color] = { "x": Color("63b3ff"), "o": Color("f2b25c"), ".": Color.WHITE }

var _arguments: Dictionary[String, String] = {}
var _game: GodwitTictactoeState
var _told: String = "" # the board last printed
var _is_moving: bool = false # until the server has answered

@onready var _status: Label = %Status
@onready var _wins: Label = %Wins
@onready var _best: Label = %Best
@onready var _grid: GridContainer = %Grid
@onready var _again: Button = %Again


func _ready() -> void:
	for argument in OS.get_cmdline_user_args():
		_arguments[argument.get_slice("=", 0)] = argument.substr(argument.find("=") + 1)
	for cell in _CELLS:
		_grid.add_child(_new_button(cell))
	_again.pressed.connect(_find)
	Godwit.disconnected.connect(_on_disconnected)
	Godwit.reconnecting.connect(_on_reconnecting)
	Godwit.resumed.connect(_on_resumed)
	Godwit.matchmaking.failed.connect(_on_failed)
	Godwit.tictactoe.recorded.connect(_on_recorded)
	Godwit.state_receiver.state_changed.connect(_on_state_changed)
	Godwit.player_name = _arguments.get("--name", "Player %d" % randi_range(100, 999))
	_show_game()
	_sign_in()


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"ui_cancel"):
		Godwit.disconnect_from_server()
		get_tree().change_scene_to_file(_MENU)


func _new_button(cell: int) -> Button:
	var button := Button.new()
	button.custom_minimum_size = Vector2(112, 112)
	button.theme_type_variation = &"PlainButton"
	button.add_theme_font_size_override(&"font_size", 56)
	button.pressed.connect(_move.bind(cell))
	return button


func _sign_in() -> void:
	# Each name is its own player, so that two windows on one machine are two players.
	Godwit.identity.profile = Godwit.player_name
	var url: String = _arguments.get("--url", "")
	var signed_in := await Godwit.identity.sign_in(url, Godwit.player_name)
	if not signed_in.ok:
		_tell_failure(signed_in.code, signed_in.text)
		return
	print("signed in")
	_read_wins()
	_find()


func _find() -> void:
	_again.visible = false
	_status.text = "Waiting for another player…"
	if Godwit.rooms.current != null:
		await Godwit.rooms.leave()
	var found := await Godwit.matchmaking.find(_QUEUE)
	if not found.ok:
		_tell_failure(found.code, found.text)


func _move(cell: int) -> void:
	if _is_moving:
		return
	_is_moving = true
	var moved := await Godwit.tictactoe.move(cell)
	_is_moving = false
	if not moved.ok:
		_status.text = moved.text
	_play_by_itself()


func _own_mark() -> String:
	var room := Godwit.rooms.current
	return "" if _game == null or room == null else "x" if _game.x == room.me.id else "o"


func _on_state_changed(state: GodwitState) -> void:
	_game = state as GodwitTictactoeState
	_is_moving = false
	if _game != null:
		_game.patched.connect(_on_patched)
		_on_patched(0)


func _on_patched(_tick: int) -> void:
	if _game.board != _told:
		_told = _game.board
		print("board=%s" % _told)
	_show_game()
	_play_by_itself()
	if not _game.phase in ["waiting", "playing"]:
		_on_over()


func _show_game() -> void:
	var board := _game.board if _game != null else ".".repeat(_CELLS)
	var is_own_turn := _game != null and _game.phase == "playing" and _game.turn == _own_mark()
	for cell in _CELLS:
		var button: Button = _grid.get_child(cell)
		button.text = "" if board[cell] == "." else board[cell].to_upper()
		button.disabled = not is_own_turn or board[cell] != "."
		for color_name: StringName in [&"font_color", &"font_disabled_color"]:
			button.add_theme_color_override(color_name, _COLORS[board[cell]])
	if _game != null and _game.phase == "playing":
		_status.text = "You are %s: your turn" % _own_mark().to_upper() if is_own_turn else "The other player thinks…"


func _on_over() -> void:
	var has_won := _game.phase == _own_mark() + "_won"
	_status.text = "A draw" if _game.phase == "draw" else "You have won!" if has_won else "You have lost"
	if _again.visible:
		return
	_again.visible = true
	print("over phase=%s own=%s" % [_game.phase, _own_mark()])


func _on_recorded(_record: TictactoeRecorded) -> void:
	await _read_wins()
	if _arguments.has("--auto"):
		await _quit()


func _read_wins() -> void:
	var read := await Godwit.leaderboards.players(_BOARD, [Godwit.player_id] as Array[String])
	if not read.ok or read.message.entries.is_empty():
		_wins.text = "No game won yet"
	else:
		_wins.text = "Games won: %d · rank %d" % [read.message.entries[0].score, read.message.entries[0].rank]
	await _read_best()


func _read_best() -> void:
	var request := GodwitLeaderboardTop.new(_BOARD)
	request.limit = _SHOWN
	var read := await Godwit.leaderboards.top_with(request)
	var best := PackedStringArray()
	if read.ok:
		for entry in read.message.entries:
			best.append("%d. %s (%d)" % [entry.rank, entry.display_name if entry.has_display_name else "?", entry.score])
	_best.text = "\n".join(best)


# The first free cell, after a pause.
func _play_by_itself() -> void:
	if not _arguments.has("--auto") or _game == null or _is_moving:
		return
	if _game.phase != "playing" or _game.turn != _own_mark():
		return
	if _arguments.has("--drops") and _game.board.count(".") < _CELLS - 1:
		return
	_move(_game.board.find("."))


func _on_resumed(_session_id: String) -> void:
	print("resumed")
	_arguments.erase("--drops")
	_is_moving = false
	_show_game()
	_play_by_itself()


func _on_reconnecting(_attempt: int, _delay_ms: int) -> void:
	_status.text = "The connection is lost. Trying again…"


func _on_disconnected(code: int, reason: String) -> void:
	if code != GodwitClose.NORMAL:
		_tell_failure(&"disconnected", "The server could not be reached (%d %s)." % [code, reason])


func _on_failed(code: StringName, text: String) -> void:
	_tell_failure(code, text)


func _tell_failure(code: StringName, text: String) -> void:
	print("refused code=%s" % code)
	_status.text = text
	_again.visible = Godwit.state == GodwitClient.State.CONNECTED


func _quit() -> void:
	if _arguments.has("--screenshot"):
		await RenderingServer.frame_post_draw
		await RenderingServer.frame_post_draw
		get_viewport().get_texture().get_image().save_png(_arguments["--screenshot"])
	print("best %s" % _best.text.replace("\n", ", "))
	print("quit wins=%s" % _wins.text)
	Godwit.disconnect_from_server()
	get_tree().quit()
