class_name Lobby
extends Control
## A lobby to build on: sign in with a name, find or create a room, form a party, chat, and start the game.
##
## Its look is one [Theme], [code]lobby_theme.tres[/code]; its error texts are in [LobbyTexts]. Its output
## and its command-line arguments ([LobbyArguments]) are for tests.

## Emitted when the game in [param room] starts: change to your game's scene.
signal game_started(room: GodwitRoom)
## Emitted when the player wants to leave the lobby; see [member can_be_left].
signal left

## The type of the rooms created and listed here.
@export var room_type: String = "relay"
## The matchmaking queue for quick match; if the server has none of this name, quick match joins the fullest
## open room, or creates one.
@export var match_queue: String = ""
## What stands at the top.
@export var title: String = "Godwit lobby"
## Whether there is a way back, which emits [signal left].
@export var can_be_left: bool = false
## Whether small windows use larger text.
@export var scales_with_window: bool = true

const _STATE_TEXTS: Dictionary[int, String] = {
	GodwitClient.State.DISCONNECTED: "Offline",
	GodwitClient.State.CONNECTING: "Connecting…",
	GodwitClient.State.CONNECTED: "Online",
	GodwitClient.State.RECONNECTING: "Reconnecting…",
}
const _STATE_COLORS: Dictionary[int, Color] = {
	GodwitClient.State.DISCONNECTED: Color("e06c6c"),
	GodwitClient.State.CONNECTING: Color("f2b25c"),
	GodwitClient.State.CONNECTED: Color("63d297"),
	GodwitClient.State.RECONNECTING: Color("f2b25c"),
}
# A narrower window shows one thing at a time, in larger text.
const _NARROW_PIXELS := 900
const _NARROW_SCALE := 1.5
const _NOTICE_S := 6.0

enum _Pane { PLAY, PARTY, CHAT }

var _arguments: LobbyArguments
var _pane: _Pane = _Pane.PLAY
var _is_narrow: bool = false
var _notice_ends_at_ms: int = 0

@onready var _title: Label = %Title
@onready var _back: Button = %Back
@onready var _subtitle: Label = %Subtitle
@onready var _state_dot: Panel = %StateDot
@onready var _state: Label = %State
@onready var _notice: PanelContainer = %Notice
@onready var _notice_text: Label = %NoticeText
@onready var _dismiss: Button = %Dismiss
@onready var _pane_tabs: HBoxContainer = %PaneTabs
@onready var _sign_in: LobbySignIn = %SignIn
@onready var _main: HBoxContainer = %Main
@onready var _play: VBoxContainer = %Play
@onready var _side: VBoxContainer = %Side
@onready var _match_bar: LobbyMatchBar = %MatchBar
@onready var _browser: LobbyBrowser = %Browser
@onready var _create: LobbyCreateForm = %Create
@onready var _room: LobbyRoomScreen = %Room
@onready var _party: LobbyPartyPanel = %Party
@onready var _chat: LobbyChatPanel = %Chat


func _ready() -> void:
	_arguments = LobbyArguments.parse(OS.get_cmdline_user_args())
	room_type = _arguments.room_type if not _arguments.room_type.is_empty() else room_type
	match_queue = _arguments.queue if not _arguments.queue.is_empty() else match_queue
	_listen()
	get_window().size_changed.connect(_fit)
	_fit()
	_title.text = title
	_back.visible = can_be_left
	_show_state(Godwit.state)
	if Godwit.state == GodwitClient.State.CONNECTED:
		_on_connected(Godwit.session_id)
		return
	_show_page(_sign_in)
	var url := str(ProjectSettings.get_setting(GodwitClient.URL_SETTING, GodwitClient.DEFAULT_URL))
	var player_name := "Player %d" % randi_range(100, 999)
	_sign_in.propose(
		_arguments.name if not _arguments.name.is_empty() else player_name,
		_arguments.url if not _arguments.url.is_empty() else url,
	)
	_sign_in.focus_first()
	if not _arguments.name.is_empty():
		_on_sign_in_submitted(_arguments.name, _arguments.url if not _arguments.url.is_empty() else url)
	if _arguments.quit_after_s > 0.0:
		get_tree().create_timer(_arguments.quit_after_s).timeout.connect(_quit)


func _process(_delta: float) -> void:
	if _notice.visible and Time.get_ticks_msec() >= _notice_ends_at_ms:
		_notice.hide()


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"ui_cancel") and _create.visible:
		_show_page(_browser)
		get_viewport().set_input_as_handled()


func _listen() -> void:
	Godwit.state_changed.connect(_show_state)
	Godwit.connected.connect(_on_connected)
	Godwit.resumed.connect(_on_resumed)
	Godwit.disconnected.connect(_on_disconnected)
	Godwit.refusal_received.connect(show_refusal)
	Godwit.matchmaking.waiting.connect(func() -> void: print("waiting in %s" % Godwit.matchmaking.queue))
	Godwit.matchmaking.matched.connect(func(message: GodwitMatchStarted) -> void: print("matched team=%d" % message.team))
	Godwit.rooms.joined.connect(_on_room_joined)
	Godwit.rooms.left.connect(_on_room_left)
	_sign_in.submitted.connect(_on_sign_in_submitted)
	_browser.room_chosen.connect(_on_room_chosen)
	_browser.code_entered.connect(_on_code_entered)
	_browser.create_pressed.connect(_on_create_pressed)
	_browser.quick_match_pressed.connect(_on_quick_match_pressed)
	_create.submitted.connect(_on_create_submitted)
	_create.cancelled.connect(_show_page.bind(_browser))
	_match_bar.searching_changed.connect(_browser.show_searching)
	_match_bar.refused.connect(show_refusal)
	_room.refused.connect(show_refusal)
	_room.started.connect(_on_started)
	_party.refused.connect(show_refusal)
	_chat.refused.connect(show_refusal)
	_back.pressed.connect(left.emit)
	_dismiss.pressed.connect(_notice.hide)
	for index in _pane_tabs.get_child_count():
		(_pane_tabs.get_child(index) as Button).pressed.connect(_on_pane_pressed.bind(index))


## Tells the player why something failed.
func show_refusal(result: GodwitResult) -> void:
	print("refused code=%s" % result.code)
	_show_notice(LobbyTexts.of(result))


func _show_notice(text: String) -> void:
	_notice_text.text = text
	_notice_ends_at_ms = Time.get_ticks_msec() + roundi(_NOTICE_S * 1000.0)
	_notice.show()


func _show_state(state: GodwitConnection.State) -> void:
	_state.text = _STATE_TEXTS[state]
	_state_dot.modulate = _STATE_COLORS[state]
	_sign_in.show_busy(state == GodwitClient.State.CONNECTING)


# One page of the play pane, or the sign-in page instead.
func _show_page(page: Control) -> void:
	_sign_in.visible = page == _sign_in
	_main.visible = page != _sign_in
	_browser.visible = page == _browser
	_create.visible = page == _create
	_room.visible = page == _room
	_subtitle.text = "Rooms, parties and a chat" if page == _sign_in else "Playing as %s" % Godwit.player_name
	_lay_out()
	if page.has_method(&"focus_first"):
		page.call(&"focus_first")


func _fit() -> void:
	var window := get_window()
	_is_narrow = window.size.x < _NARROW_PIXELS
	if scales_with_window:
		window.content_scale_factor = _NARROW_SCALE if _is_narrow else 1.0
	_lay_out()


func _lay_out() -> void:
	_pane_tabs.visible = _is_narrow and _main.visible
	for index in _pane_tabs.get_child_count():
		(_pane_tabs.get_child(index) as Button).set_pressed_no_signal(index == _pane)
	_play.visible = not _is_narrow or _pane == _Pane.PLAY
	_side.visible = not _is_narrow or _pane != _Pane.PLAY
	_party.visible = not _is_narrow or _pane == _Pane.PARTY
	_chat.visible = not _is_narrow or _pane == _Pane.CHAT
	_side.custom_minimum_size.x = 0.0 if _is_narrow else 380.0
	_side.size_flags_horizontal = Control.SIZE_EXPAND_FILL if _is_narrow else Control.SIZE_FILL


func _on_pane_pressed(index: int) -> void:
	_pane = index as _Pane
	_lay_out()


func _on_sign_in_submitted(player_name: String, url: String) -> void:
	Godwit.player_name = player_name
	# Each name is its own player, so that several windows on one machine are several players.
	Godwit.identity.profile = player_name
	var result := await Godwit.identity.sign_in(url, player_name)
	if result.code == &"address.invalid":
		_show_notice(GodwitAddress.read(url).problem)
	elif result.ok:
		print("signed in as %s" % Godwit.player_id)
	elif result.code != &"message.unknown_type" and Godwit.state == GodwitClient.State.CONNECTED:
		show_refusal(result)


func _on_connected(session_id: String) -> void:
	print("connected session=%s" % session_id)
	_notice.hide()
	_show_page(_browser)
	var filter := GodwitLobbySubscribe.new()
	filter.room_types = [room_type]
	var result := await Godwit.lobby.room_list.follow(filter)
	if not result.ok:
		show_refusal(result)
	_chat.open()
	_take_steps()


func _on_resumed(_session_id: String) -> void:
	print("resumed")


func _on_disconnected(code: int, reason: String) -> void:
	print("disconnected code=%d reason=%s" % [code, reason])
	_show_page(_sign_in)
	if code != GodwitClose.NORMAL:
		_show_notice(LobbyTexts.of_code(StringName(reason), "The server could not be reached, or ended the connection."))


func _on_room_joined(room: GodwitRoom) -> void:
	print("in room code=%s members=%d" % [room.code, room.members.size()])
	_room.enter(room)
	_show_page(_room)


func _on_room_left(_left_room: GodwitRoom, code: StringName, text: String) -> void:
	print("left room code=%s" % code)
	if Godwit.state == GodwitClient.State.DISCONNECTED:
		return
	_show_page(_browser)
	if code != &"room.left":
		_show_notice(LobbyTexts.of_code(code, text))


func _on_room_chosen(room: GodwitLobbyRoom) -> void:
	_tell(await Godwit.rooms.join(room.id))


func _on_code_entered(code: String) -> void:
	_tell(await Godwit.rooms.join_by_code(code))


func _on_create_pressed() -> void:
	_create.propose("%s's room" % Godwit.player_name)
	_show_page(_create)


func _on_create_submitted(room_title: String, max_players: int, is_private: bool) -> void:
	var metadata := {} if room_title.is_empty() else { "name": room_title }
	_tell(await Godwit.lobby.create(room_type, metadata, max_players, is_private))


func _on_quick_match_pressed() -> void:
	if not match_queue.is_empty():
		var search := await Godwit.matchmaking.find(match_queue)
		if search.code != &"matchmaking.unknown_queue":
			_tell(search)
			return
	_tell(await Godwit.lobby.join_or_create(room_type))


func _on_started() -> void:
	print("game started")
	_show_notice("The game starts now: this is where your own scene takes over.")
	game_started.emit(Godwit.rooms.current)


func _tell(result: GodwitResult) -> void:
	if not result.ok:
		show_refusal(result)


func _take_steps() -> void:
	var steps := _arguments.steps
	_arguments.steps = []
	for step in steps:
		await _take_step(step[0], step[1])


func _take_step(step: String, value: String) -> void:
	match step:
		"create":
			await _on_create_submitted(value, 4, false)
		"join":
			await _on_code_entered(value)
		"quick":
			await _on_quick_match_pressed()
		"ready":
			while not _room.readiness.is_available:
				await get_tree().process_frame
			_tell(await _room.readiness.set_ready(true))
		"start":
			while not _room.readiness.is_everyone_ready():
				await get_tree().process_frame
			_tell(await _room.readiness.start())
		"party":
			_tell(await Godwit.parties.create() if value.is_empty() else await Godwit.parties.join(value))
			if Godwit.parties.current != null:
				print("party code=%s" % Godwit.parties.current.code)
		"party-ready":
			_tell(await Godwit.parties.current.set_ready(true))
		"say":
			await _chat.say(value)
		"form":
			_on_create_pressed()
		"wait-for":
			while Godwit.rooms.current == null or Godwit.rooms.current.members.size() < value.to_int():
				await get_tree().process_frame
		"wait":
			await get_tree().create_timer(value.to_float()).timeout


func _quit() -> void:
	if not _arguments.screenshot_path.is_empty():
		await RenderingServer.frame_post_draw
		get_viewport().get_texture().get_image().save_png(_arguments.screenshot_path)
	print("quit")
	get_tree().quit()
