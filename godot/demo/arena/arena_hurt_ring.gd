class_name ArenaHurtRing
extends Control
## Shows for a moment from where the player was hit.

const _SHOWN_S := 0.6
const _RADIUS := 130.0
const _WIDTH := 0.5

var _angle: float = 0.0
var _fading: Tween


## A hit came from [param angle], in radians from the right, clockwise.
func show_from(angle: float) -> void:
	_angle = angle
	stay(_SHOWN_S)
	queue_redraw()


## Goes on showing the last hit for [param seconds]: the one that killed.
func stay(seconds: float) -> void:
	modulate.a = 1.0
	if _fading != null:
		_fading.kill()
	_fading = create_tween()
	_fading.tween_property(self, ^"modulate:a", 0.0, seconds)


func _ready() -> void:
	modulate.a = 0.0


func _draw() -> void:
	draw_arc(size / 2.0, _RADIUS, _angle - _WIDTH, _angle + _WIDTH, 24, ArenaSettings.color_of_health(0.0), 7.0, true)
