extends Node2D
## The arena's ground: a square with a grid.

## The length of its sides, as on the server.
const SIZE := 2000.0
const _CELL := 100.0


func _draw() -> void:
	draw_rect(Rect2(0.0, 0.0, SIZE, SIZE), Color("0f1a22"))
	for line in range(1, int(SIZE / _CELL)):
		var at := line * _CELL
		draw_line(Vector2(at, 0.0), Vector2(at, SIZE), Color("1b2c38"), 2.0)
		draw_line(Vector2(0.0, at), Vector2(SIZE, at), Color("1b2c38"), 2.0)
	draw_rect(Rect2(0.0, 0.0, SIZE, SIZE), Color("2f4a5c"), false, 6.0)
