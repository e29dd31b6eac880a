class_name LobbyIcon
extends Control
## A small drawn icon, because no font has them all.

enum Sign { CROWN, CHECK, LOCK }

const _CROWN: PackedVector2Array = [
	Vector2(0.1, 0.82), Vector2(0.02, 0.28), Vector2(0.29, 0.5), Vector2(0.5, 0.12), Vector2(0.71, 0.5), Vector2(0.98, 0.28),
	Vector2(0.9, 0.82),
]
const _CHECK: PackedVector2Array = [Vector2(0.12, 0.55), Vector2(0.4, 0.82), Vector2(0.9, 0.22)]

## The icon to draw.
@export var shape: Sign = Sign.CROWN:
	set(new_value):
		shape = new_value
		queue_redraw()
## Its colour.
@export var color: Color = Color("f2b25c"):
	set(new_value):
		color = new_value
		queue_redraw()


func _draw() -> void:
	match shape:
		Sign.CROWN:
			draw_colored_polygon(_scaled(_CROWN), color)
		Sign.CHECK:
			draw_polyline(_scaled(_CHECK), color, size.y * 0.16, true)
		Sign.LOCK:
			var rim := Rect2(size * Vector2(0.18, 0.46), size * Vector2(0.64, 0.46))
			draw_rect(rim, color)
			draw_arc(size * Vector2(0.5, 0.46), size.x * 0.22, PI, TAU, 16, color, size.x * 0.11, true)


func _scaled(points: PackedVector2Array) -> PackedVector2Array:
	return Transform2D(0.0, size, 0.0, Vector2.ZERO) * points
