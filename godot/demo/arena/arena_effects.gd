class_name ArenaEffects
extends Node2D
## Tracers, sparks, explosions and numbers of damage: what lasts for a moment, drawn by one node.

const _TRACER_S := 0.09
const _SPARK_S := 0.2
const _BLAST_S := 0.35
const _NUMBER_S := 0.7
const _BLAST_RADIUS := 75.0
const _MUZZLE := 22.0
const _FIRE := Color("ffd27a")

# Each is [seconds left, where, anything more].
var _tracers: Array[Array] = []
var _sparks: Array[Array] = []
var _blasts: Array[Array] = []
var _numbers: Array[Array] = []


func _process(delta: float) -> void:
	for list: Array[Array] in [_tracers, _sparks, _blasts, _numbers]:
		for effect: Array in list:
			effect[0] -= delta
		while not list.is_empty() and list[0][0] <= 0.0:
			list.pop_front()
	queue_redraw()


## A bullet from a pawn, which hits something [param length] units away.
func add_shot(from: Vector2, angle: float, length: float, color: Color) -> void:
	var way := Vector2.from_angle(angle)
	_tracers.append([_TRACER_S, from + way * minf(_MUZZLE, length), from + way * length, color])
	if length < GodwitArenaShared.RIFLE_RANGE:
		_sparks.append([_SPARK_S, from + way * length])


## A rocket explodes.
func add_blast(at: Vector2) -> void:
	_blasts.append([_BLAST_S, at])


## Somebody has lost so much health.
func add_damage(at: Vector2, damage: int) -> void:
	_numbers.append([_NUMBER_S, at, str(damage)])


func _draw() -> void:
	for tracer: Array in _tracers:
		var left: float = tracer[0] / _TRACER_S
		var from: Vector2 = tracer[1]
		var to: Vector2 = tracer[2]
		var color: Color = tracer[3]
		draw_line(from, to, Color(color.lightened(0.5), left), 2.5, true)
		draw_circle(from, 7.0 * left, Color(_FIRE, left))
	for spark: Array in _sparks:
		var left: float = spark[0] / _SPARK_S
		var at: Vector2 = spark[1]
		for ray in 6:
			var way := Vector2.from_angle(ray * TAU / 6.0 + at.x)
			draw_line(at + way * 4.0 * (1.0 - left), at + way * 14.0 * (1.2 - left), Color(_FIRE, left), 2.0, true)
	for blast: Array in _blasts:
		var left: float = blast[0] / _BLAST_S
		var at: Vector2 = blast[1]
		draw_circle(at, _BLAST_RADIUS * (1.0 - left * 0.6), Color(1.0, 0.55, 0.25, left * 0.45), true, -1.0, true)
		draw_arc(at, _BLAST_RADIUS * (1.1 - left * 0.5), 0.0, TAU, 48, Color(1.0, 0.85, 0.6, left), 4.0, true)
	for number: Array in _numbers:
		var left: float = number[0] / _NUMBER_S
		var at: Vector2 = number[1]
		var text: String = number[2]
		var place := at + Vector2(12.0, -20.0 - 26.0 * (1.0 - left))
		draw_string(ThemeDB.fallback_font, place, text, HORIZONTAL_ALIGNMENT_LEFT, -1, 16, Color(_FIRE, left))
