extends Node2D
## A coin in the arena.


func _draw() -> void:
	draw_circle(Vector2.ZERO, 8.0, Color("c98a2e"))
	draw_circle(Vector2.ZERO, 5.5, Color("fcc77e"))
