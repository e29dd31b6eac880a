extends Node2D
## The arena's ground: a square with a grid, and its walls.

const _CELL := 100.0
const _WALL := Color("2c4354")
const _WALL_EDGE := Color("4d7189")
const _SHADOW := Vector2(6.0, 8.0)


func _draw() -> void:
	var size := GodwitArenaShared.ARENA_SIZE
	draw_rect(Rect2(0.0, 0.0, size, size), Color("0f1a22"))
	for line in range(1, int(size / _CELL)):
		var at := line * _CELL
		draw_line(Vector2(at, 0.0), Vector2(at, size), Color("16242e"), 2.0)
		draw_line(Vector2(0.0, at), Vector2(size, at), Color("16242e"), 2.0)
	var walls := GodwitArenaShared.WALLS
	for index in range(0, walls.size(), 4):
		draw_rect(_wall_at(index, _SHADOW), Color(0.0, 0.0, 0.0, 0.35))
	for index in range(0, walls.size(), 4):
		draw_rect(_wall_at(index, Vector2.ZERO), _WALL)
		draw_rect(_wall_at(index, Vector2.ZERO), _WALL_EDGE, false, 2.0)
	draw_rect(Rect2(0.0, 0.0, size, size), Color("2f4a5c"), false, 6.0)


static func _wall_at(index: int, offset: Vector2) -> Rect2:
	var walls := GodwitArenaShared.WALLS
	return Rect2(walls[index] + offset.x, walls[index + 1] + offset.y, walls[index + 2], walls[index + 3])
