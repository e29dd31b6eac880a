class_name ArenaWeapons
extends Node
## What is seen of shots: one's own in the frame of the press, those of others when their pawns say so, hits when the server
## says so.

## Emitted when the player's own shot has hit somebody.
signal hit(damage: int)
## Emitted when a bullet of the player's own is shown, before the server knows of it: that of input [param seq], which
## seems to hit [param target], null for nobody.
signal fired(seq: int, target: ArenaPawn)

## The node that draws them; the scene sets it.
@export var effects: ArenaEffects
## The spawner of the rockets; the scene sets it.
@export var rockets: GodwitEntitySpawner
## The spawner of the pawns; the scene sets it.
@export var pawns: GodwitEntitySpawner
## What makes them heard; the scene sets it.
@export var sounds: ArenaSounds
## The camera that they shake; the scene sets it.
@export var camera: ArenaCamera

var _shown_seq: int = -1 # of the last own bullet shown
var _heard: Dictionary[StringName, int] = {} # the input that each sound was last made for
var _flying: Array[Vector2i] = [] # own bullets that the server has not told of: the input's number, and whom each seems to hit
var _score: int = 0 # the player's own


func _ready() -> void:
	pawns.spawned.connect(_on_pawn_spawned)
	Godwit.arena.hit.connect(_on_hit)
	Godwit.arena.exploded.connect(_on_exploded)
	Godwit.arena.killed.connect(_on_killed)


## Shows at once what [param input] does, if the player's own pawn can: a bullet or a rocket.
func show_own(input: ArenaInput, pawn: ArenaPawn) -> void:
	var body := pawn.predictor.body as GodwitArenaShared.PawnBody
	if body == null or body.is_out or pawn.entity.health == 0 or _is_over():
		return
	# The step counts down before it shoots.
	if input.fire and body.rifle_wait <= 1 and pawn.predictor.seq != _shown_seq:
		_shown_seq = pawn.predictor.seq
		# When the pawn is where this frame shows it.
		_show_bullet.call_deferred(GodwitArenaShared.bullet_angle(input, pawn.entity.salt), pawn.entity.id)
		camera.kick(input.aim)
	if input.launch and body.launcher_wait <= 1:
		rockets.spawn_predicted(rockets.scene, pawn.predictor.seq)
		_play_once(&"launcher", pawn)
	if input.dash and body.dash_wait <= 1:
		_play_once(&"dash", pawn)


func _show_bullet(angle: float, id: int) -> void:
	# The scene may have been left since.
	var pawn := pawns.instance_of(id) as ArenaPawn if is_inside_tree() else null
	if pawn == null:
		return
	var at := pawn.position
	var length := GodwitStepShapesShared.ray_to_boxes(GodwitArenaShared.WALLS, at.x, at.y, angle, GodwitArenaShared.RIFLE_RANGE)
	var way := Vector2.from_angle(angle) * length
	var target: ArenaPawn = null
	_forget_bullets()
	for other: Node in get_tree().get_nodes_in_group(&"pawns"):
		var seen := other as ArenaPawn
		if seen == null or seen == pawn or not seen.visible or _is_doomed(seen.entity):
			continue
		var part := Geometry2D.segment_intersects_circle(at, at + way, seen.position, GodwitArenaShared.PAWN_RADIUS)
		if part >= 0.0 and part * way.length() < length:
			length = part * way.length()
			target = seen
	_show_shot(at, angle, length, pawn.color)
	if target != null:
		_flying.append(Vector2i(_shown_seq, target.entity.id))
	fired.emit(_shown_seq, target)


# Those that the server has told of.
func _forget_bullets() -> void:
	var acknowledged := Godwit.state_receiver.state.acknowledged_input
	while not _flying.is_empty() and GodwitPrediction.inputs_since(_flying[0].x, acknowledged) >= 0:
		_flying.pop_front()


# Whether the bullets on their way are its death: the next ones fly on.
func _is_doomed(target: GodwitPawn) -> bool:
	var bullets := _flying.filter(func(bullet: Vector2i) -> bool: return bullet.y == target.id)
	return bullets.size() * GodwitArenaShared.BULLET_DAMAGE >= target.health


func _show_shot(from: Vector2, angle: float, length: float, color: Color) -> void:
	effects.add_shot(from, angle, length, color)
	sounds.play(&"rifle", from)


# An input is asked for in several frames.
func _play_once(sound: StringName, pawn: ArenaPawn) -> void:
	if _heard.get(sound, -1) != pawn.predictor.seq:
		_heard[sound] = pawn.predictor.seq
		sounds.play(sound, pawn.position)


func _on_pawn_spawned(instance: Node, _entity: GodwitEntity) -> void:
	var pawn := instance as ArenaPawn
	pawn.dashed.connect(_on_dashed.bind(pawn))
	if pawn.is_own:
		_score = pawn.entity.score
		pawn.entity.score_changed.connect(_on_own_score_changed)
	else:
		pawn.entity.shots_changed.connect(_on_shots_changed.bind(pawn.entity))


func _on_dashed(pawn: ArenaPawn) -> void:
	effects.add_dash(pawn.position, pawn.color)


func _on_shots_changed(_shots: int, shooter: GodwitPawn) -> void:
	var pawn := pawns.instance_of(shooter.id) as ArenaPawn
	# From where it is shown, so that no tracer begins beside its gun.
	if pawn != null:
		_show_shot(pawn.position, shooter.shot_angle, shooter.shot_length, pawn.color)


func _on_own_score_changed(score: int) -> void:
	if score == _score + 1 and camera.target != null:
		sounds.play(&"coin", camera.target.position)
	_score = score


func _on_hit(message: ArenaHit) -> void:
	var target := pawns.instance_of(message.pawn) as ArenaPawn
	if target != null:
		effects.add_damage(target.position, message.damage)
		sounds.play(&"hit", target.position)
	hit.emit(message.damage)


func _on_exploded(message: ArenaExploded) -> void:
	var at := Vector2(message.x, message.y)
	effects.add_blast(at)
	sounds.play(&"blast", at)
	camera.shake(at, 0.8)


func _on_killed(message: ArenaKilled) -> void:
	var victim := pawns.instance_of(message.pawn) as ArenaPawn
	if victim != null:
		effects.add_death(victim.position, victim.color)
	if message.killer == Godwit.player_name and camera.target != null:
		sounds.play(&"kill", camera.target.position)
		camera.slow_down()


static func _is_over() -> bool:
	var state := Godwit.state_receiver.state as GodwitArenaState
	return state == null or state.phase != "fight"
