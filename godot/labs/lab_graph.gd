class_name LabGraph
extends Control
## A curve of the last seconds.

const _POINTS := 240
# The height of the line of text.
const _CAPTION := 26.0
const _LINE := Color("f2b25c")
const _AXIS := Color("2b4453")
const _TEXT := Color("95abb8")

## What it shows, with its unit.
var caption: String = ""
## The value at the top; larger ones raise it.
var most: float = 1.0

var _values := PackedFloat64Array()


## Adds the value of this frame.
func add(value: float) -> void:
	_values.append(value)
	if _values.size() > _POINTS:
		_values.remove_at(0)
	queue_redraw()


func _draw() -> void:
	var height := size.y - _CAPTION
	var highest := most
	for value in _values:
		highest = maxf(highest, absf(value))
	draw_line(Vector2(0.0, height), Vector2(size.x, height), _AXIS)
	var points := PackedVector2Array()
	for index in _values.size():
		var x := size.x - (_values.size() - 1 - index) * size.x / (_POINTS - 1)
		points.append(Vector2(x, (height - 2.0) * (1.0 - absf(_values[index]) / highest) + 1.0))
	if points.size() > 1:
		draw_polyline(points, _LINE, 2.0, true)
	var words := "%s, up to %s" % [caption, snappedf(highest, 0.1)]
	draw_string(get_theme_default_font(), Vector2(0.0, size.y - 7.0), words, HORIZONTAL_ALIGNMENT_LEFT, -1, 14, _TEXT)
