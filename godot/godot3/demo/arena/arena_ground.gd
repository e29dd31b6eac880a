extends Node2D
## The arena's ground: a square with a grid, and its walls.

const _CELL := 100.0


func _draw() -> void:
	var size := GodwitArenaShared.ARENA_SIZE
	var ground := Rect2(0.0, 0.0, size, size)
	draw_rect(ground.grow(size), Color("060c12"))
	draw_rect(ground, Color("0f1a22"))
	for line in range(1, int(size / _CELL)):
		draw_line(Vector2(line * _CELL, 0.0), Vector2(line * _CELL, size), Color("16242e"), 2.0)
		draw_line(Vector2(0.0, line * _CELL), Vector2(size, line * _CELL), Color("16242e"), 2.0)
	var walls := GodwitArenaShared.WALLS
	for index in range(0, walls.size(), 4):
		var wall := Rect2(walls[index], walls[index + 1], walls[index + 2], walls[index + 3])
		draw_rect(wall, Color("2c4354"))
		draw_rect(wall, Color("4d7189"), false, 2.0)
	draw_rect(ground, Color("2f4a5c"), false, 6.0)
