extends Node2D
## The arena's start screen: who plays, and on which server; then quick match, or the lobby. Behind it the arena is alive.
##
## Whoever has a seat, for a dropped window or a changed scene, goes straight into the fight.

const _MENU := "res://demo/menu.tscn"
const _FIGHT := "res://demo/arena/arena.tscn"
const _LOBBY := preload("res://demo/arena/arena_lobby.tscn")
const _MOST_LETTERS := 24

var _arguments: ArenaArguments
var _lobby: Lobby
var _is_busy: bool = false

@onready var _card: PanelContainer = %Card
@onready var _name: LineEdit = %Name
@onready var _server: LineEdit = %Server
@onready var _quick: Button = %Quick
@onready var _rooms: Button = %Rooms
@onready var _choose: Button = %Settings
@onready var _back: Button = %Back
@onready var _notice: Label = %Notice
@onready var _settings: ArenaSettingsScreen = %SettingsScreen
@onready var _front: CanvasLayer = %Front


func _ready() -> void:
	ArenaSettings.prepare()
	ArenaChat.prepare()
	_arguments = ArenaArguments.parse(OS.get_cmdline_user_args())
	_name.max_length = _MOST_LETTERS
	_name.text = _first_of([_arguments.name, Godwit.player_name, ArenaSettings.player_name, "Player %d" % randi_range(100, 999)])
	var url := str(ProjectSettings.get_setting(GodwitClient.URL_SETTING, GodwitClient.DEFAULT_URL))
	_server.text = _first_of([_arguments.url, ArenaSettings.server, url])
	_show_notice("")
	_name.text_submitted.connect(_on_text_submitted)
	_server.text_submitted.connect(_on_text_submitted)
	_quick.pressed.connect(_on_quick_pressed)
	_rooms.pressed.connect(_on_rooms_pressed)
	_choose.pressed.connect(_on_settings_pressed)
	_back.pressed.connect(_on_back_pressed)
	_settings.closed.connect(_show_card.bind(true))
	Godwit.rooms.joined.connect(_on_room_joined)
	Godwit.disconnected.connect(_on_disconnected)
	_show_card(true)
	if _arguments.page == "lobby":
		_on_rooms_pressed()
	elif _arguments.page == "settings":
		_on_settings_pressed()
	print("start screen")
	_arguments.quit_later(get_tree())


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"ui_cancel") and not _settings.visible:
		get_viewport().set_input_as_handled()
		if _lobby != null:
			_close_lobby()
		else:
			_on_back_pressed()


func _show_card(is_shown: bool) -> void:
	_card.visible = is_shown
	if is_shown:
		_quick.grab_focus()


# Whether the player is signed in now.
func _sign_in() -> bool:
	var player_name := _name.text.strip_edges()
	if player_name.is_empty() or _is_busy:
		return false
	var url := _server.text.strip_edges()
	if player_name != ArenaSettings.player_name or url != ArenaSettings.server:
		ArenaSettings.player_name = player_name
		ArenaSettings.server = url
		ArenaSettings.save()
	if Godwit.state == GodwitClient.State.CONNECTED and player_name == Godwit.player_name and url == Godwit.server_url:
		return true
	_show_busy(true)
	Godwit.disconnect_from_server()
	Godwit.player_name = player_name
	# Each name is its own player, so that several windows on one machine are several players.
	Godwit.identity.profile = player_name
	var result := await Godwit.identity.sign_in(url, player_name)
	_show_busy(false)
	# A server without accounts lets everybody play.
	var is_in := Godwit.state == GodwitClient.State.CONNECTED and (result.ok or result.code == &"message.unknown_type")
	if not is_in:
		var problem := GodwitAddress.read(url).problem if result.code == &"address.invalid" else ""
		_show_notice(problem if not problem.is_empty() else LobbyTexts.of_code(result.code, "The server could not be reached."))
	return is_in


func _show_busy(is_busy: bool) -> void:
	_is_busy = is_busy
	_quick.text = "Connecting…" if is_busy else "Quick match"
	_quick.disabled = is_busy
	_rooms.disabled = is_busy
	if is_busy:
		_show_notice("")


func _show_notice(text: String) -> void:
	_notice.text = text
	_notice.visible = not text.is_empty()


func _on_text_submitted(_text: String) -> void:
	_on_quick_pressed()


func _on_quick_pressed() -> void:
	if not await _sign_in():
		return
	var result := await Godwit.lobby.join_or_create("arena")
	if not result.ok:
		_show_notice(LobbyTexts.of(result))


func _on_rooms_pressed() -> void:
	if not await _sign_in():
		return
	_show_card(false)
	_lobby = _LOBBY.instantiate()
	_lobby.left.connect(_close_lobby)
	_front.add_child(_lobby)


func _close_lobby() -> void:
	if _lobby != null:
		_lobby.queue_free()
		_lobby = null
		_show_card(true)


func _on_settings_pressed() -> void:
	_show_card(false)
	_settings.open()


func _on_back_pressed() -> void:
	Godwit.disconnect_from_server()
	# A game of its own has no menu of demos to go back to.
	if ResourceLoader.exists(_MENU):
		get_tree().change_scene_to_file(_MENU)
	else:
		get_tree().quit()


func _on_room_joined(room: GodwitRoom) -> void:
	if room.type == "arena":
		get_tree().change_scene_to_file(_FIGHT)


func _on_disconnected(_code: int, _reason: String) -> void:
	if not _is_busy:
		_close_lobby()
		_show_notice("The server could not be reached, or ended the connection.")


static func _first_of(texts: Array[String]) -> String:
	for text in texts:
		if not text.is_empty():
			return text
	return ""
