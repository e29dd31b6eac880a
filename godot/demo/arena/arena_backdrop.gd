class_name ArenaBackdrop
extends Node2D
## The arena behind the start screen, alive without a server: a few bots move by the game's own rule and shoot at each other.

const _PAWN := preload("res://demo/arena/arena_pawn.tscn")
const _BOTS := 10
const _TICK_S := 1.0 / 30.0
const _THINK_TICKS := 40
const _TURN_S := 120.0
const _SIGHT := 700.0

var _pawns: Array[ArenaPawn] = []
var _bodies: Array[GodwitArenaShared.PawnBody] = []
var _inputs: Array[ArenaInput] = []
var _tick: int = 0
var _until_tick_s: float = 0.0

@onready var _crowd: Node2D = $Pawns
@onready var _effects: ArenaEffects = $Effects
@onready var _camera: Camera2D = $Camera


func _ready() -> void:
	for index in _BOTS:
		var pawn: ArenaPawn = _PAWN.instantiate()
		pawn.entity = GodwitPawn.new()
		pawn.entity.id = index
		pawn.entity.health = 100
		var body := GodwitArenaShared.PawnBody.new()
		body.x = 1000.0 + 330.0 * cos(TAU * index / _BOTS)
		body.y = 1000.0 + 330.0 * sin(TAU * index / _BOTS)
		_pawns.append(pawn)
		_bodies.append(body)
		_inputs.append(ArenaInput.new())
		_crowd.add_child(pawn)


func _process(delta: float) -> void:
	_until_tick_s -= delta
	if _until_tick_s < -0.2:
		_until_tick_s = 0.0 # a long frame is not made up for
	while _until_tick_s <= 0.0:
		_until_tick_s += _TICK_S
		_step()
	for index in _BOTS:
		var body := _bodies[index]
		# What is left until the next tick.
		_pawns[index].position = Vector2(body.x - body.vx * _until_tick_s, body.y - body.vy * _until_tick_s)
		_pawns[index].aim = lerp_angle(_pawns[index].aim, _inputs[index].aim, 1.0 - exp(-10.0 * delta))
	var angle := Time.get_ticks_msec() / 1000.0 * TAU / _TURN_S
	# The card is at the left.
	_camera.position = Vector2(760.0, 1000.0) + Vector2.from_angle(angle) * 110.0


func _step() -> void:
	_tick += 1
	for index in _BOTS:
		var input := _inputs[index]
		if (_tick + index * 5) % _THINK_TICKS == 0:
			_think(index)
		input.seq = _tick & 0xffff
		var body := _bodies[index]
		GodwitArenaShared.play(body, input, _TICK_S)
		input.dash = false
		if body.rifle_wait == GodwitArenaShared.RIFLE_EVERY:
			_shoot(body, input, index)


func _think(index: int) -> void:
	var body := _bodies[index]
	var input := _inputs[index]
	var at := Vector2(body.x, body.y)
	var heading := (Vector2(1000.0, 1000.0) - at).rotated(randf_range(-1.2, 1.2)).normalized()
	input.x = heading.x
	input.y = heading.y
	input.dash = randf() < 0.15
	var other := _bodies[(index + 1 + randi() % (_BOTS - 1)) % _BOTS]
	var way := Vector2(other.x, other.y) - at
	input.aim = fposmod(way.angle(), TAU)
	var free := GodwitStepShapesShared.ray_to_boxes(GodwitArenaShared.WALLS, at.x, at.y, input.aim, way.length())
	input.fire = way.length() < _SIGHT and free >= way.length() and randf() < 0.5


func _shoot(body: GodwitArenaShared.PawnBody, input: ArenaInput, index: int) -> void:
	var angle := GodwitArenaShared.bullet_angle(input, index)
	var length := GodwitStepShapesShared.ray_to_boxes(GodwitArenaShared.WALLS, body.x, body.y, angle, GodwitArenaShared.RIFLE_RANGE)
	var at := Vector2(body.x, body.y)
	var way := Vector2.from_angle(angle) * length
	for other in _bodies:
		var place := Vector2(other.x, other.y)
		var part := Geometry2D.segment_intersects_circle(at, at + way, place, GodwitArenaShared.PAWN_RADIUS)
		if other != body and part >= 0.0:
			length = minf(length, part * way.length())
	_effects.add_shot(at, angle, length, _pawns[index].color)
