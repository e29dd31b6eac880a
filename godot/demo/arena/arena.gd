extends Node2D
## A demo of synced state: pawns run around in a room and pick up coins. A [GodwitEntitySpawner] instances a scene for each
## pawn, a [GodwitSynchronizer] in it moves it smoothly, and the player's own pawn is steered by numbered [ArenaInput].
##
## Arrow keys, WASD or a gamepad steer; Tab shows the whole arena; Escape returns to the menu. Its output and its
## command-line arguments ([ArenaArguments]) are for tests.

## How many bots a room created by this demo gets.
@export_range(0, 500) var bots: int = 200

const _MENU := "res://demo/menu.tscn"
const _INPUT_INTERVAL_S := 1.0 / 20.0
const _HUD_INTERVAL_S := 0.25
const _SEQ_MASK := 0xffff
const _CIRCLE_S := 4.0
# The camera's zoom on the own pawn.
const _NEAR := 0.85
# How fast the camera moves to its target, per second.
const _CAMERA_PULL := 8.0

var _arguments: ArenaArguments
var _seq: int = 0
var _steer := Vector2.ZERO # as last sent
var _until_input_s: float = 0.0
var _until_hud_s: float = 0.0
var _shows_all: bool = false
var _own: ArenaPawn

@onready var _pawns: GodwitEntitySpawner = %PawnSpawner
@onready var _camera: Camera2D = %Camera
@onready var _hud: ArenaHud = %Hud


func _ready() -> void:
	_arguments = ArenaArguments.parse(OS.get_cmdline_user_args())
	_shows_all = _arguments.shows_all
	_pawns.spawned.connect(_on_spawned)
	_pawns.despawned.connect(_on_despawned)
	Godwit.connected.connect(_on_connected)
	Godwit.resumed.connect(_on_resumed)
	Godwit.disconnected.connect(_on_disconnected)
	Godwit.rooms.joined.connect(_on_room_joined)
	Godwit.player_name = _arguments.name if not _arguments.name.is_empty() else "Player %d" % randi_range(100, 999)
	_hud.show_notice("Connecting…")
	_sign_in()
	if _arguments.quit_after_s > 0.0:
		get_tree().create_timer(_arguments.quit_after_s).timeout.connect(_quit)


func _process(delta: float) -> void:
	_until_input_s -= delta
	_until_hud_s -= delta
	if _until_input_s <= 0.0:
		_send_input()
	if _until_hud_s <= 0.0:
		_until_hud_s = _HUD_INTERVAL_S
		_hud.refresh()
	_follow(delta)


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"ui_focus_next"):
		_shows_all = not _shows_all
	elif event.is_action_pressed(&"ui_cancel"):
		Godwit.disconnect_from_server()
		get_tree().change_scene_to_file(_MENU)


func _send_input() -> void:
	var steer := _wanted_steer()
	if _own == null or Godwit.state != GodwitClient.State.CONNECTED or steer.is_equal_approx(_steer):
		return
	_until_input_s = _INPUT_INTERVAL_S
	_seq = (_seq + 1) & _SEQ_MASK
	_steer = steer
	Godwit.send(ArenaInput.new(_seq, steer.x, steer.y))


func _wanted_steer() -> Vector2:
	if _arguments.walks:
		return Vector2.from_angle(snappedf(Time.get_ticks_msec() / 1000.0 / _CIRCLE_S * TAU, 0.1))
	var keys := Vector2(
		float(Input.is_physical_key_pressed(KEY_D)) - float(Input.is_physical_key_pressed(KEY_A)),
		float(Input.is_physical_key_pressed(KEY_S)) - float(Input.is_physical_key_pressed(KEY_W)),
	)
	return (keys + Input.get_vector(&"ui_left", &"ui_right", &"ui_up", &"ui_down")).limit_length()


func _follow(delta: float) -> void:
	var size := get_viewport_rect().size
	var is_far := _shows_all or _own == null
	var zoom := minf(size.x, size.y) / 2100.0 if is_far else _NEAR
	var target := Vector2(1000.0, 1000.0) if is_far else _own.position
	var pull := 1.0 - exp(-_CAMERA_PULL * delta)
	_camera.zoom = _camera.zoom.lerp(Vector2(zoom, zoom), pull)
	_camera.position = _camera.position.lerp(target, pull)


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
		create.options = { "bots": _arguments.bots }
		return await Godwit.lobby.create_with(create)
	var join_or_create := GodwitLobbyJoinOrCreate.new("arena")
	join_or_create.options = { "bots": bots }
	return await Godwit.lobby.join_or_create_with(join_or_create)


func _on_connected(session_id: String) -> void:
	print("connected session=%s" % session_id)
	var result := await _join()
	if not result.ok:
		print("refused code=%s" % result.code)
		_hud.show_notice(result.text)


func _on_resumed(_session_id: String) -> void:
	print("resumed")
	# The server stopped the pawn when the connection was lost.
	_steer = Vector2.ZERO


func _on_disconnected(code: int, reason: String) -> void:
	print("disconnected code=%d reason=%s" % [code, reason])
	_hud.show_notice("The server could not be reached, or ended the connection.")


func _on_room_joined(room: GodwitRoom) -> void:
	print("in room code=%s members=%d" % [room.code, room.members.size()])
	_seq = 0
	_steer = Vector2.ZERO
	_hud.show_notice("")


func _on_spawned(instance: Node, _entity: GodwitEntity) -> void:
	var pawn := instance as ArenaPawn
	if pawn.is_own:
		_own = pawn


func _on_despawned(instance: Node, _entity: GodwitEntity) -> void:
	if instance == _own:
		_own = null


func _quit() -> void:
	if not _arguments.screenshot_path.is_empty():
		await RenderingServer.frame_post_draw
		get_viewport().get_texture().get_image().save_png(_arguments.screenshot_path)
	var is_at := _own.position if _own != null else Vector2.ZERO
	var pawns := get_tree().get_node_count_in_group(&"pawns")
	print("quit pawns=%d inputs=%d at=%s fps=%d" % [pawns, _seq, is_at.round(), Engine.get_frames_per_second()])
	get_tree().quit()
