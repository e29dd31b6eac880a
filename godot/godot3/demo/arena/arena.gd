extends Node2D
## A demo of synced state, simpler than Godot 4's: pawns run around in a room and pick up coins. Arrow keys or a
## gamepad steer; Escape returns to the menu.
##
## Command-line arguments, for tests: --url=ws://host:1234 --name=Ada --bots=200 --code=ABCD --walk --quit-after=5.

## How many bots a room created by this demo gets.
export(int, 0, 500) var bots := 200

const _MENU := "res://demo/menu.tscn"
const _SIZE := 2000.0
const _CELL := 100.0
const _INPUT_INTERVAL_S := 1.0 / 20.0
const _SEQ_MASK := 0xffff

var _arguments := {}
var _seq := 0
var _steer := Vector2.ZERO # as it was last sent
var _until_input_s := 0.0
var _own: Node2D

onready var _camera: Camera2D = $Camera
onready var _text: Label = $Front/Panel/Text


func _ready() -> void:
	randomize()
	for argument in OS.get_cmdline_args():
		var key: String = argument.split("=")[0]
		_arguments[key] = argument.substr(key.length() + 1)
	$PawnSpawner.connect("spawned", self, "_on_spawned")
	$PawnSpawner.connect("despawned", self, "_on_despawned")
	Godwit.connect("connected", self, "_on_connected")
	Godwit.connect("resumed", self, "_on_resumed")
	Godwit.connect("disconnected", self, "_on_disconnected")
	Godwit.rooms.connect("joined", self, "_on_room_joined")
	Godwit.player_name = _arguments.get("--name", "Player %d" % (100 + randi() % 900))
	_sign_in()
	if _arguments.has("--quit-after"):
		get_tree().create_timer(float(_arguments["--quit-after"])).connect("timeout", self, "_quit")


func _process(delta: float) -> void:
	_until_input_s -= delta
	if _until_input_s <= 0.0:
		_send_input()
	if _own != null:
		_camera.position = _own.position
	var arena = Godwit.state_receiver.state
	if arena != null and Godwit.rooms.current != null:
		var ping := max(0.0, Godwit.statistics.round_trip_ms)
		_text.text = "Arena %s\n%d pawns · tick %d · ping %d ms" % [
			Godwit.rooms.current.code, arena.pawns.size(), arena.tick, ping,
		]


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed("ui_cancel"):
		Godwit.disconnect_from_server()
		get_tree().change_scene(_MENU)


func _draw() -> void:
	var ground := Rect2(0.0, 0.0, _SIZE, _SIZE)
	draw_rect(ground.grow(_SIZE), Color("060c12"))
	draw_rect(ground, Color("0f1a22"))
	for line in range(1, int(_SIZE / _CELL)):
		draw_line(Vector2(line * _CELL, 0.0), Vector2(line * _CELL, _SIZE), Color("1b2c38"), 2.0)
		draw_line(Vector2(0.0, line * _CELL), Vector2(_SIZE, line * _CELL), Color("1b2c38"), 2.0)
	draw_rect(ground, Color("2f4a5c"), false, 6.0)


func _sign_in() -> void:
	# Each name is its own player, so that several windows on one machine are several players.
	Godwit.identity.profile = Godwit.player_name
	var result: GodwitResult = yield(Godwit.identity.sign_in(_arguments.get("--url", ""), Godwit.player_name), "completed")
	if result.ok:
		print("signed in as %s" % Godwit.player_id)


func _send_input() -> void:
	var steer := _wanted_steer()
	if _own == null or Godwit.state != GodwitClient.State.CONNECTED or steer.is_equal_approx(_steer):
		return
	_until_input_s = _INPUT_INTERVAL_S
	_seq = (_seq + 1) & _SEQ_MASK
	_steer = steer
	Godwit.send(ArenaInput.new(_seq, steer.x, steer.y))


func _wanted_steer() -> Vector2:
	if _arguments.has("--walk"):
		return Vector2.RIGHT.rotated(stepify(OS.get_ticks_msec() / 640.0, 0.1))
	return Vector2(
		Input.get_action_strength("ui_right") - Input.get_action_strength("ui_left"),
		Input.get_action_strength("ui_down") - Input.get_action_strength("ui_up")
	).clamped(1.0)


func _on_connected(session_id: String) -> void:
	print("connected session=%s" % session_id)
	var joining
	if _arguments.has("--code"):
		joining = Godwit.rooms.join_by_code(_arguments["--code"])
	elif _arguments.has("--bots"):
		var create := GodwitLobbyCreate.new("arena")
		create.options = { "bots": int(_arguments["--bots"]) }
		joining = Godwit.lobby.create_with(create)
	else:
		var join_or_create := GodwitLobbyJoinOrCreate.new("arena")
		join_or_create.options = { "bots": bots }
		joining = Godwit.lobby.join_or_create_with(join_or_create)
	var result: GodwitResult = yield(joining, "completed")
	if not result.ok:
		print("refused code=%s" % result.code)
		_text.text = result.text


func _on_resumed(_session_id: String) -> void:
	print("resumed")
	# The server stopped the pawn when the connection was lost.
	_steer = Vector2.ZERO


func _on_disconnected(code: int, reason: String) -> void:
	print("disconnected code=%d reason=%s" % [code, reason])
	_text.text = "The server could not be reached, or ended the connection."


func _on_room_joined(room: GodwitRoom) -> void:
	print("in room code=%s members=%d" % [room.code, room.members.size()])
	_seq = 0
	_steer = Vector2.ZERO


func _on_spawned(instance: Node, _entity) -> void:
	if instance.is_own():
		_own = instance


func _on_despawned(instance: Node, _entity) -> void:
	if instance == _own:
		_own = null


func _quit() -> void:
	print("quit pawns=%d inputs=%d" % [get_tree().get_nodes_in_group("pawns").size(), _seq])
	get_tree().quit()
