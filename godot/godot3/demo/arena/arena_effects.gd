extends Node2D
## Tracers and explosions: what lasts for a moment, drawn by one node.

const _TRACER_S := 0.09
const _BLAST_S := 0.35

# Each is [seconds left, where, anything more].
var _tracers := []
var _blasts := []


func _process(delta: float) -> void:
	for list in [_tracers, _blasts]:
		for effect in list:
			effect[0] -= delta
		while not list.empty() and list[0][0] <= 0.0:
			list.pop_front()
	update()


## A bullet from a pawn, which hits something that many units away.
func add_shot(from: Vector2, angle: float, length: float) -> void:
	_tracers.append([_TRACER_S, from, from + Vector2.RIGHT.rotated(angle) * length])


## Something flashes.
func add_blast(at: Vector2, radius: float) -> void:
	_blasts.append([_BLAST_S, at, radius])


func _draw() -> void:
	for tracer in _tracers:
		draw_line(tracer[1], tracer[2], Color(1.0, 0.9, 0.7, tracer[0] / _TRACER_S), 2.0)
	for blast in _blasts:
		var left: float = blast[0] / _BLAST_S
		draw_circle(blast[1], blast[2] * (1.0 - left * 0.6), Color(1.0, 0.55, 0.25, left * 0.5))
