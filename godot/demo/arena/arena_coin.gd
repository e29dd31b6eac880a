extends Node2D
## A coin in the arena.

const _RADIUS := 8.0
const _EDGE := Color("c98a2e")
const _FACE := Color("fcc77e")


func _draw() -> void:
	draw_circle(Vector2.ZERO, _RADIUS + 6.0, Color(_FACE, 0.12))
	draw_circle(Vector2.ZERO, _RADIUS, _EDGE, true, -1.0, true)
	draw_circle(Vector2.ZERO, _RADIUS - 2.5, _FACE, true, -1.0, true)
