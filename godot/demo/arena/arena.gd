extends Node2D
## A top-down shooter for up to 16 people and bots. A [GodwitEntitySpawner] instances a scene for each pawn, rocket, coin and
## pack; the [GodwitPredictor] in the own pawn moves it at once, by the server's own rule, and a [GodwitSynchronizer] moves the
## others smoothly.
##
## Its start screen is [code]arena_start.tscn[/code]; opened itself, without a room, it signs in and joins one. Keys are those of
## [ArenaBindings], F3 shows the network. Its output and its command-line arguments ([ArenaArguments]) are for tests.

const _START := "res://demo/arena/arena_start.tscn"
const _HUD_INTERVAL_S := 0.1

var _arguments: ArenaArguments
var _until_hud_s: float = 0.0
var _own: ArenaPawn
var _corrections: int = 0

@onready var _controls: ArenaControls = %Controls
@onready var _pawns: GodwitEntitySpawner = %PawnSpawner
@onready var _weapons: ArenaWeapons = %Weapons
@onready var _camera: ArenaCamera = %Camera
@onready var _hud: ArenaHud = %Hud
@onready var _chat: ArenaChat = %Chat
@onready var _pause: ArenaPause = %Pause
@onready var _spectator: ArenaSpectator = %Spectator
@onready var _overlay: GodwitNetOverlay = %NetOverlay
@onready var _sounds: ArenaSounds = %Sounds


func _ready() -> void:
	ArenaSettings.prepare()
	_arguments = ArenaArguments.parse(OS.get_cmdline_user_args())
	_controls.shows_all = _arguments.shows_all
	_controls.is_automatic = _arguments.walks
	_listen()
	_hud.show_score(_arguments.page == "score")
	_overlay.set_open(_arguments.page == "overlay")
	if Godwit.rooms.current != null:
		_on_room_joined(Godwit.rooms.current)
	else:
		Godwit.player_name = _arguments.name if not _arguments.name.is_empty() else "Player %d" % randi_range(100, 999)
		_hud.show_notice("Connecting…")
		_sign_in()
	if _arguments.quit_after_s > 0.0:
		get_tree().create_timer(_arguments.quit_after_s).timeout.connect(_quit)


func _process(delta: float) -> void:
	_until_hud_s -= delta
	if _until_hud_s <= 0.0:
		_until_hud_s = _HUD_INTERVAL_S
		_hud.refresh(_own, _spectator.hint)
		_pause.is_watching = _spectator.is_watching
	if _own != null:
		_own.aim = _controls.look(_own.get_local_mouse_position())
	_spectator.advance(_own, delta)
	_camera.shows_all = _controls.shows_all


func _listen() -> void:
	_controls.score_wanted.connect(_hud.show_score)
	_controls.chat_wanted.connect(_chat.begin)
	_controls.menu_wanted.connect(_pause.open)
	_chat.writing_changed.connect(_on_busy_changed)
	_pause.opened_changed.connect(_on_busy_changed)
	_pause.part_wanted.connect(_take_part)
	_pause.left.connect(_on_left)
	_spectator.fight_wanted.connect(_take_part.bind(true))
	_hud.heart_beaten.connect(_on_heart_beaten)
	_weapons.hit.connect(_hud.mark_hit)
	_pawns.spawned.connect(_on_spawned)
	_pawns.despawned.connect(_on_despawned)
	Godwit.connected.connect(_on_connected)
	Godwit.resumed.connect(_on_resumed)
	Godwit.disconnected.connect(_on_disconnected)
	Godwit.server_paused.connect(_on_server_paused)
	Godwit.rooms.joined.connect(_on_room_joined)
	Godwit.rooms.left.connect(_on_room_left)


func _sign_in() -> void:
	# Each name is its own player, so that several windows on one machine are several players.
	Godwit.identity.profile = Godwit.player_name
	var result := await Godwit.identity.sign_in(_arguments.url, Godwit.player_name)
	if result.ok:
		print("signed in as %s" % Godwit.player_id)


func _join() -> GodwitRoom.Result:
	if not _arguments.code.is_empty():
		return await Godwit.rooms.join_by_code(_arguments.code)
	if _arguments.bots >= 0:
		var create := GodwitLobbyCreate.new("arena")
		create.options = { "bots": _arguments.bots, "peaceful": _arguments.is_peaceful }
		if _arguments.round_s > 0:
			create.options["roundSeconds"] = _arguments.round_s
		return await Godwit.lobby.create_with(create)
	return await Godwit.lobby.join_or_create("arena")


func _on_connected(session_id: String) -> void:
	print("connected session=%s" % session_id)
	var result := await _join()
	# A server that was restored after a crash has restored the room, too.
	if not result.ok and result.code != &"room.already_joined":
		print("refused code=%s" % result.code)
		_hud.show_notice(result.text)


func _on_resumed(_session_id: String) -> void:
	print("resumed")
	_hud.show_notice("")


func _on_disconnected(code: int, reason: String) -> void:
	print("disconnected code=%d reason=%s" % [code, reason])
	_hud.show_notice("The server could not be reached, or ended the connection.")


func _on_server_paused(is_paused: bool) -> void:
	_hud.show_notice("The server waits for its database; the fight goes on in a moment." if is_paused else "")


func _on_room_joined(room: GodwitRoom) -> void:
	print("in room code=%s members=%d" % [room.code, room.members.size()])
	_hud.show_notice("")


func _on_spawned(instance: Node, _entity: GodwitEntity) -> void:
	var pawn := instance as ArenaPawn
	if not pawn.is_own:
		return
	_own = pawn
	pawn.predictor.input_requested.connect(_on_input_requested)
	pawn.predictor.mispredicted.connect(_on_mispredicted)


func _on_despawned(instance: Node, _entity: GodwitEntity) -> void:
	if instance == _own:
		_own = null


func _on_input_requested(message: GodwitMessage) -> void:
	if _own == null:
		return
	var input := message as ArenaInput
	_controls.fill(input, _own.predictor, _own.get_local_mouse_position())
	_weapons.show_own(input, _own)


func _on_mispredicted(report: GodwitMisprediction) -> void:
	_corrections += 1
	print("corrected %s" % report)


func _on_room_left(_room: GodwitRoom, code: StringName, text: String) -> void:
	if code != &"room.left":
		_hud.show_notice(LobbyTexts.of_code(code, text))


func _on_busy_changed(is_busy: bool) -> void:
	_controls.is_paused = is_busy
	_hud.describe_keys()


func _on_heart_beaten() -> void:
	if _own != null:
		_sounds.play(&"heart", _own.position)


func _take_part(fights: bool) -> void:
	var result := await Godwit.arena.take_part(fights)
	if not result.ok:
		_hud.show_notice(LobbyTexts.of(result))


func _on_left() -> void:
	if Godwit.rooms.current != null:
		Godwit.rooms.current.leave()
	get_tree().change_scene_to_file(_START)


func _quit() -> void:
	await _arguments.take_picture(get_tree())
	var is_at := _own.position if _own != null else Vector2.ZERO
	var inputs := _own.predictor.seq if _own != null else 0
	var pawns := get_tree().get_node_count_in_group(&"pawns")
	print(
		"quit pawns=%d inputs=%d corrections=%d at=%s fps=%d"
		% [pawns, inputs, _corrections, is_at.round(), Engine.get_frames_per_second()]
	)
	get_tree().quit()
