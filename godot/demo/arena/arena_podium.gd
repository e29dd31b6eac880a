class_name ArenaPodium
extends Control
## The best three of a round, on steps.

const _STEPS := [1, 0, 2] # places from left to right
const _HEIGHTS := [84.0, 58.0, 38.0]
const _WIDTH := 128.0
const _GAP := 8.0
const _RISE_S := 0.5
const _STEP := Color("1b2c38")
const _STEP_TOP := Color("3a5a6e")
const _TEXT := Color("e3ecf1")
const _MEDALS := ["f2c14e", "c9d3da", "c98a5a"]

var _names: Array[String] = []
var _colors: Array[Color] = []
var _scores: Array[int] = []
var _risen: float = 0.0:
	set(new_value):
		_risen = new_value
		queue_redraw()


## Shows the first of [param pawns], which are in order.
func show_best(pawns: Array[GodwitPawn]) -> void:
	_names.clear()
	_colors.clear()
	_scores.clear()
	for pawn: GodwitPawn in pawns.slice(0, _HEIGHTS.size()):
		_names.append(pawn.name)
		_scores.append(pawn.score)
		_colors.append(ArenaSettings.color_of(pawn.id, pawn.is_own()))
	_risen = 0.0
	create_tween().set_trans(Tween.TRANS_CUBIC).set_ease(Tween.EASE_OUT).tween_property(self, ^"_risen", 1.0, _RISE_S)


func _draw() -> void:
	var left := (size.x - _WIDTH * _STEPS.size() - _GAP * (_STEPS.size() - 1)) / 2.0
	for column in _STEPS.size():
		var place: int = _STEPS[column]
		if place < _names.size():
			_draw_step(place, left + column * (_WIDTH + _GAP))


func _draw_step(place: int, left: float) -> void:
	var height: float = _HEIGHTS[place] * _risen
	var top := size.y - height
	var middle := left + _WIDTH / 2.0
	draw_rect(Rect2(left, top, _WIDTH, height), _STEP)
	draw_rect(Rect2(left, top, _WIDTH, 3.0), _STEP_TOP)
	draw_circle(Vector2(middle, top - 22.0), 17.0, Color(0.0, 0.0, 0.0, 0.4), true, -1.0, true)
	draw_circle(Vector2(middle, top - 22.0), 15.0, _colors[place], true, -1.0, true)
	draw_circle(Vector2(middle, top - 22.0), 9.0, _colors[place].darkened(0.25), true, -1.0, true)
	_write(str(place + 1), middle, top + 26.0, 20, Color(str(_MEDALS[place])))
	_write(_names[place], middle, top - 46.0, 14, _TEXT)


func _write(text: String, middle: float, baseline: float, font_size: int, color: Color) -> void:
	var font := get_theme_default_font()
	var width := minf(_WIDTH, font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x)
	draw_string(font, Vector2(middle - width / 2.0, baseline), text, HORIZONTAL_ALIGNMENT_LEFT, _WIDTH, font_size, color)
