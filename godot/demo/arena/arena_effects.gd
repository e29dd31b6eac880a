class_name ArenaEffects
extends Node2D
## Tracers, explosions and numbers of damage, drawn by one node, and the particles beside them: what lasts for a moment.

const _TRACER_S := 0.09
const _BLAST_S := 0.35
const _NUMBER_S := 0.7
const _BLAST_RADIUS := 75.0
const _MUZZLE := 24.0
const _FIRE := Color("ffd27a")
const _EMBER := Color("ff9a4d")

## The particles.
var particles := ArenaParticles.new()

# Each is [seconds left, where, anything more].
var _tracers: Array[Array] = []
var _blasts: Array[Array] = []
var _numbers: Array[Array] = []


func _ready() -> void:
	add_child(particles)


func _process(delta: float) -> void:
	var is_drawn := not (_tracers.is_empty() and _blasts.is_empty() and _numbers.is_empty())
	for list: Array[Array] in [_tracers, _blasts, _numbers]:
		for effect: Array in list:
			effect[0] -= delta
		while not list.is_empty() and list[0][0] <= 0.0:
			list.pop_front()
	if is_drawn:
		queue_redraw()


## A bullet from a pawn, which hits something [param length] units away.
func add_shot(from: Vector2, angle: float, length: float, color: Color) -> void:
	var way := Vector2.from_angle(angle)
	var muzzle := from + way * minf(_MUZZLE, length)
	var end := from + way * length
	_tracers.append([_TRACER_S, muzzle, end, color])
	particles.burst(ArenaParticles.Kind.MUZZLE, muzzle, angle, _FIRE)
	if length < GodwitArenaShared.RIFLE_RANGE:
		particles.burst(ArenaParticles.Kind.IMPACT, end, _normal_at(end, way).angle(), _FIRE)


## A rocket explodes.
func add_blast(at: Vector2) -> void:
	_blasts.append([_BLAST_S, at])
	particles.burst(ArenaParticles.Kind.BLAST, at, 0.0, _EMBER)


## Somebody dies.
func add_death(at: Vector2, color: Color) -> void:
	particles.burst(ArenaParticles.Kind.DEATH, at, 0.0, color)


## Somebody dashes past [param at].
func add_dash(at: Vector2, color: Color) -> void:
	particles.burst(ArenaParticles.Kind.DASH, at, 0.0, Color(color, 0.5))


## Somebody has lost so much health.
func add_damage(at: Vector2, damage: int) -> void:
	_numbers.append([_NUMBER_S, at, str(damage)])


func _draw() -> void:
	for tracer: Array in _tracers:
		var left: float = tracer[0] / _TRACER_S
		var from: Vector2 = tracer[1]
		var to: Vector2 = tracer[2]
		var color: Color = tracer[3]
		var faint := Color(color.lightened(0.4), 0.0)
		draw_polyline_colors([from, to], [faint, Color(color.lightened(0.6), left)], 3.0, true)
		if ArenaSettings.flashes:
			draw_circle(from, 8.0 * left, Color(_FIRE, left))
	for blast: Array in _blasts:
		var left: float = blast[0] / _BLAST_S
		var at: Vector2 = blast[1]
		if ArenaSettings.flashes:
			draw_circle(at, _BLAST_RADIUS * (1.0 - left * 0.6), Color(1.0, 0.55, 0.25, left * 0.4), true, -1.0, true)
		draw_arc(at, _BLAST_RADIUS * (1.1 - left * 0.5), 0.0, TAU, 48, Color(1.0, 0.85, 0.6, left), 4.0, true)
	for number: Array in _numbers:
		var left: float = number[0] / _NUMBER_S
		var at: Vector2 = number[1]
		var text: String = number[2]
		var place := at + Vector2(12.0, -20.0 - 26.0 * (1.0 - left))
		draw_string(ThemeDB.fallback_font, place, text, HORIZONTAL_ALIGNMENT_LEFT, -1, 18, Color(_FIRE, left))


# Where a surface faces that a bullet hits: a wall's side, or a body's, back where it came from.
static func _normal_at(at: Vector2, way: Vector2) -> Vector2:
	var walls := GodwitArenaShared.WALLS
	for wall in range(0, walls.size(), 4):
		var box := Rect2(walls[wall], walls[wall + 1], walls[wall + 2], walls[wall + 3])
		if not box.grow(1.0).has_point(at):
			continue
		var is_side := minf(absf(at.x - box.position.x), absf(at.x - box.end.x)) < 1.0
		return Vector2(-signf(way.x), 0.0) if is_side else Vector2(0.0, -signf(way.y))
	return -way
