extends Control
## Tic-tac-toe against anyone: this device signs in, the queue finds an opponent, and the server checks each move. The board
## shows the room's state, so a dropped connection loses nothing.
##
## Escape returns to the menu. Its output and its command-line arguments are for tests:
## --url=ws://host:1234 --name=Ada --auto --screenshot=game.png. With --auto it plays by itself and quits when the game is over.

const _MENU := "res://demo/menu.tscn"
const _QUEUE := "tictactoe"
const _BOARD := "tictactoe_wins"
# How many leaderboard entries are shown.
const _SHOWN := 3
const _CELLS := 9
const _COLORS := { "x": Color("63b3ff"), "o": Color("f2b25c"), ".": Color.white }

var _arguments := {}
var _game: GodwitTictactoeState
var _told := "" # the board that was printed last
var _is_moving := false # until the server has answered

onready var _status: Label = $Center/Card/Rows/Status
onready var _wins: Label = $Center/Card/Rows/Wins
onready var _best: Label = $Center/Card/Rows/Best
onready var _grid: GridContainer = $Center/Card/Rows/Grid
onready var _again: Button = $Center/Card/Rows/Again


func _ready() -> void:
	randomize()
	for argument in OS.get_cmdline_args():
		var key: String = argument.split("=")[0]
		_arguments[key] = argument.substr(key.length() + 1)
	for cell in _CELLS:
		_grid.add_child(_new_button(cell))
	_again.connect("pressed", self, "_find")
	Godwit.connect("disconnected", self, "_on_disconnected")
	Godwit.connect("reconnecting", self, "_on_reconnecting")
	Godwit.connect("resumed", self, "_on_resumed")
	Godwit.matchmaking.connect("failed", self, "_on_failed")
	Godwit.tictactoe.connect("recorded", self, "_on_recorded")
	Godwit.state_receiver.connect("state_changed", self, "_on_state_changed")
	Godwit.player_name = _arguments.get("--name", "Player %d" % (100 + randi() % 900))
	_show_game()
	_sign_in()


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed("ui_cancel"):
		Godwit.disconnect_from_server()
		get_tree().change_scene(_MENU)


func _new_button(cell: int) -> Button:
	var button := Button.new()
	button.rect_min_size = Vector2(112, 112)
	button.connect("pressed", self, "_move", [cell])
	return button


func _sign_in() -> void:
	# Each name is its own player, so that two windows on one machine are two players.
	Godwit.identity.profile = Godwit.player_name
	var signed_in = yield(Godwit.identity.sign_in(_arguments.get("--url", ""), Godwit.player_name), "completed")
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
		yield(Godwit.rooms.leave(), "completed")
	var found = yield(Godwit.matchmaking.find(_QUEUE), "completed")
	if not found.ok:
		_tell_failure(found.code, found.text)


func _move(cell: int) -> void:
	if _is_moving:
		return
	_is_moving = true
	var moved = yield(Godwit.tictactoe.move(cell), "completed")
	_is_moving = false
	if not moved.ok:
		_status.text = moved.text
	_play_by_itself()


func _own_mark() -> String:
	var room = Godwit.rooms.current
	if _game == null or room == null:
		return ""
	return "x" if _game.x == room.me.id else "o"


func _on_state_changed(state) -> void:
	_game = state as GodwitTictactoeState
	_is_moving = false
	if _game != null:
		_game.connect("patched", self, "_on_patched")
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
		for color_name in ["font_color", "font_color_disabled"]:
			button.add_color_override(color_name, _COLORS[board[cell]])
	if _game != null and _game.phase == "playing":
		_status.text = "You are %s: your turn" % _own_mark().to_upper() if is_own_turn else "The other player thinks…"


func _on_over() -> void:
	var has_won := _game.phase == _own_mark() + "_won"
	_status.text = "A draw" if _game.phase == "draw" else "You have won!" if has_won else "You have lost"
	if _again.visible:
		return
	_again.visible = true
	print("over phase=%s own=%s" % [_game.phase, _own_mark()])


func _on_recorded(_record) -> void:
	yield(_read_wins(), "completed")
	if _arguments.has("--auto"):
		_quit()


func _read_wins() -> void:
	var read = yield(Godwit.leaderboards.players(_BOARD, [Godwit.player_id]), "completed")
	var has_entry: bool = read.ok and not read.value.entries.empty()
	_wins.text = "Games won: %d · rank %d" % [read.value.entries[0].score, read.value.entries[0].rank] if has_entry else "No game won yet"
	yield(_read_best(), "completed")


func _read_best() -> void:
	var request := GodwitLeaderboardTop.new(_BOARD)
	request.limit = _SHOWN
	var read = yield(Godwit.leaderboards.top_with(request), "completed")
	var best := PoolStringArray()
	if read.ok:
		for entry in read.value.entries:
			best.append("%d. %s (%d)" % [entry.rank, entry.display_name if entry.has_display_name else "?", entry.score])
	_best.text = best.join("\n")


# The first free cell.
func _play_by_itself() -> void:
	if not _arguments.has("--auto") or _game == null or _is_moving:
		return
	if _game.phase == "playing" and _game.turn == _own_mark():
		_move(_game.board.find("."))


func _on_resumed(_session_id: String) -> void:
	print("resumed")
	_is_moving = false
	_show_game()
	_play_by_itself()


func _on_reconnecting(_attempt: int, _delay_ms: int) -> void:
	_status.text = "The connection is lost. Trying again…"


func _on_disconnected(code: int, reason: String) -> void:
	if code != GodwitClose.NORMAL:
		_tell_failure("disconnected", "The server could not be reached (%d %s)." % [code, reason])


func _on_failed(code: String, text: String) -> void:
	_tell_failure(code, text)


func _tell_failure(code: String, text: String) -> void:
	print("refused code=%s" % code)
	_status.text = text
	_again.visible = Godwit.state == GodwitClient.State.CONNECTED


func _quit() -> void:
	if _arguments.has("--screenshot"):
		yield(VisualServer, "frame_post_draw")
		yield(VisualServer, "frame_post_draw")
		var image := get_viewport().get_texture().get_data()
		image.flip_y()
		image.save_png(_arguments["--screenshot"])
	print("best %s" % _best.text.replace("\n", ", "))
	print("quit wins=%s" % _wins.text)
	Godwit.disconnect_from_server()
	get_tree().quit()
