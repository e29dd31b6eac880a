extends Node2D
## A top-down shooter, simpler than Godot 4's: the same game. WASD or arrows run, the mouse aims, its buttons shoot, Space dashes, F3
## shows the network; Escape returns to the menu.
##
## Command-line arguments, for tests: --url=ws://host:1234 --name=Ada --bots=200 --peaceful --code=ABCD --walk --quit-after=5.

const _MENU := "res://demo/menu.tscn"
const _RANKS := 3

var _arguments := {}
var _own: Node2D
var _corrections := 0
var _shown_seq := -1 # of the last own bullet shown

onready var _camera: Camera2D = $Camera
onready var _controls: Node = $Controls
onready var _effects: Node2D = $Effects
onready var _rockets: Node = $RocketSpawner
onready var _text: Label = $Front/Panel/Text


func _ready() -> void:
	randomize()
	for argument in OS.get_cmdline_args():
		var key: String = argument.split("=")[0]
		_arguments[key] = argument.substr(key.length() + 1)
	_controls.is_automatic = _arguments.has("--walk")
	$PawnSpawner.connect("spawned", self, "_on_spawned")
	$PawnSpawner.connect("despawned", self, "_on_despawned")
	Godwit.connect("connected", self, "_on_connected")
	Godwit.connect("resumed", self, "_on_resumed")
	Godwit.connect("disconnected", self, "_on_disconnected")
	Godwit.connect("server_paused", self, "_on_server_paused")
	Godwit.rooms.connect("joined", self, "_on_room_joined")
	Godwit.arena.connect("hit", self, "_on_hit")
	Godwit.arena.connect("exploded", self, "_on_exploded")
	Godwit.player_name = _arguments.get("--name", "Player %d" % (100 + randi() % 900))
	_sign_in()
	if _arguments.has("--quit-after"):
		get_tree().create_timer(float(_arguments["--quit-after"])).connect("timeout", self, "_quit")


func _process(_delta: float) -> void:
	if _own != null:
		_own.aim = _controls.look(_own.get_local_mouse_position())
		_camera.position = _own.position
	var arena = Godwit.state_receiver.state
	if arena != null and Godwit.rooms.current != null:
		_text.text = _told(arena)


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed("ui_cancel"):
		Godwit.disconnect_from_server()
		get_tree().change_scene(_MENU)


func _told(arena) -> String:
	var left_s := max(0.0, (arena.ends_at_tick - Godwit.clock.server_tick) * Godwit.clock.tick_ms / 1000.0)
	var lines := ["Arena %s   %s %d s   ping %d ms" % [
		Godwit.rooms.current.code, arena.phase, left_s, max(0.0, Godwit.statistics.round_trip_ms),
	]]
	if _own != null:
		lines.append("Health %d" % _own.entity.health)
	var pawns: Array = arena.pawns.all()
	pawns.sort_custom(self, "_is_ahead")
	for pawn in pawns.slice(0, _RANKS - 1):
		lines.append("%3d  %s" % [pawn.score, pawn.name])
	return PoolStringArray(lines).join("\n")


func _sign_in() -> void:
	# Each name is its own player, so that several windows on one machine are several players.
	Godwit.identity.profile = Godwit.player_name
	var result: GodwitResult = yield(Godwit.identity.sign_in(_arguments.get("--url", ""), Godwit.player_name), "completed")
	if result.ok:
		print("signed in as %s" % Godwit.player_id)


func _show_bullet(angle: float) -> void:
	if _own == null:
		return
	var at: Vector2 = _own.position
	var length := GodwitStepShapesShared.ray_to_boxes(GodwitArenaShared.WALLS, at.x, at.y, angle, GodwitArenaShared.RIFLE_RANGE)
	_effects.add_shot(at, angle, length)


func _is_ahead(pawn, other) -> bool:
	return pawn.score > other.score or pawn.score == other.score and pawn.id < other.id


func _on_connected(session_id: String) -> void:
	print("connected session=%s" % session_id)
	var joining
	if _arguments.has("--code"):
		joining = Godwit.rooms.join_by_code(_arguments["--code"])
	elif _arguments.has("--bots"):
		var create := GodwitLobbyCreate.new("arena")
		create.options = { "bots": int(_arguments["--bots"]), "peaceful": _arguments.has("--peaceful") }
		joining = Godwit.lobby.create_with(create)
	else:
		joining = Godwit.lobby.join_or_create("arena")
	var result: GodwitResult = yield(joining, "completed")
	# A server that was restored after a crash has restored the room, too.
	if not result.ok and result.code != "room.already_joined":
		print("refused code=%s" % result.code)
		_text.text = result.text


func _on_resumed(_session_id: String) -> void:
	print("resumed")


func _on_disconnected(code: int, reason: String) -> void:
	print("disconnected code=%d reason=%s" % [code, reason])
	_text.text = "The server could not be reached, or ended the connection."


func _on_server_paused(is_paused: bool) -> void:
	_text.text = "The server waits for its database; the fight goes on in a moment." if is_paused else ""


func _on_room_joined(room: GodwitRoom) -> void:
	print("in room code=%s members=%d" % [room.code, room.members.size()])


func _on_spawned(instance: Node, _entity) -> void:
	if not instance.is_own():
		instance.connect("shot", _effects, "add_shot")
		return
	_own = instance
	var predictor: GodwitPredictor = instance.get_node("Predictor")
	predictor.connect("input_requested", self, "_on_input_requested", [predictor])
	predictor.connect("mispredicted", self, "_on_mispredicted")


func _on_despawned(instance: Node, _entity) -> void:
	if instance == _own:
		_own = null


func _on_input_requested(input: ArenaInput, predictor: GodwitPredictor) -> void:
	if _own == null:
		return
	_controls.fill(input, predictor, _own.get_local_mouse_position())
	var body = predictor.body
	if body.is_out or _own.entity.health == 0:
		return
	# The step counts down before it shoots.
	if input.fire and body.rifle_wait <= 1 and predictor.seq != _shown_seq:
		_shown_seq = predictor.seq
		# When the pawn is where this frame shows it.
		call_deferred("_show_bullet", GodwitArenaShared.bullet_angle(input, _own.entity.salt))
	if input.launch and body.launcher_wait <= 1:
		_rockets.spawn_predicted(_rockets.scene, predictor.seq)


func _on_mispredicted(report) -> void:
	_corrections += 1
	print("corrected %s" % report)


func _on_hit(message: ArenaHit) -> void:
	var target = $PawnSpawner.instance_of(message.pawn)
	if target != null:
		_effects.add_blast(target.position, 20.0)


func _on_exploded(message: ArenaExploded) -> void:
	_effects.add_blast(Vector2(message.x, message.y), 75.0)


func _quit() -> void:
	var inputs := 0
	if _own != null:
		inputs = _own.get_node("Predictor").seq
	var pawns := get_tree().get_nodes_in_group("pawns").size()
	print("quit pawns=%d inputs=%d corrections=%d" % [pawns, inputs, _corrections])
	get_tree().quit()
