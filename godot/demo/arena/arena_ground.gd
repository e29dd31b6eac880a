extends Node2D
## The arena's ground: a square with a grid that fades towards the edge, and its walls with their soft shadows.

const _CELL := 100.0
const _FLOOR := Color("0f1a22")
const _GRID := Color("1c2e3a")
const _EDGE := Color("2f4a5c")
const _WALL := Color("2c4354")
const _WALL_TOP := Color("385469")
const _WALL_EDGE := Color("4d7189")
const _SHADOW := Vector2(7.0, 10.0)
const _SHADOW_STEPS := 7
const _GLOW_STEPS := 10
const _GLOW_STEP := 8.0
const _CORE := 0.3 # half of the width in which the grid is at its clearest


func _draw() -> void:
	var size := GodwitArenaShared.ARENA_SIZE
	for step in _GLOW_STEPS:
		var glow := Color(_EDGE, 0.25 * (1.0 - float(step) / _GLOW_STEPS) ** 2.0)
		draw_rect(Rect2(0.0, 0.0, size, size).grow((step + 0.5) * _GLOW_STEP), glow, false, _GLOW_STEP)
	draw_rect(Rect2(0.0, 0.0, size, size), _FLOOR)
	for line in range(1, int(size / _CELL)):
		var at := line * _CELL
		var part := 1.0 - smoothstep(_CORE, 0.5, absf(at / size - 0.5)) * 0.85
		_draw_fading(Vector2(at, 0.0), Vector2(at, size), part)
		_draw_fading(Vector2(0.0, at), Vector2(size, at), part)
	for step in _SHADOW_STEPS:
		_draw_walls(_SHADOW, 7.0 - step * 2.0, Color(0.0, 0.0, 0.0, 0.09))
	var walls := GodwitArenaShared.WALLS
	_draw_walls(Vector2.ZERO, 0.0, _WALL)
	for index in range(0, walls.size(), 4):
		var box := _wall_at(index)
		draw_rect(box.grow(-5.0), _WALL_TOP)
		draw_rect(box, _WALL_EDGE, false, 2.0)
	draw_rect(Rect2(0.0, 0.0, size, size), _EDGE, false, 6.0)


# A line of the grid that is clearest in its middle.
func _draw_fading(from: Vector2, to: Vector2, part: float) -> void:
	var clear := Color(_GRID, part)
	var faint := Color(_GRID, part * 0.15)
	var points := PackedVector2Array([from, from.lerp(to, 0.5 - _CORE), from.lerp(to, 0.5 + _CORE), to])
	draw_polyline_colors(points, PackedColorArray([faint, clear, clear, faint]), 2.0)


func _draw_walls(offset: Vector2, margin: float, color: Color) -> void:
	for index in range(0, GodwitArenaShared.WALLS.size(), 4):
		var box := _wall_at(index)
		draw_rect(Rect2(box.position + offset, box.size).grow(margin), color)


static func _wall_at(index: int) -> Rect2:
	var walls := GodwitArenaShared.WALLS
	return Rect2(walls[index], walls[index + 1], walls[index + 2], walls[index + 3])
