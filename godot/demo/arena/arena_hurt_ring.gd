class_name ArenaHurtRing
extends Control
## Shows for a moment from where the player was hit.

const _SHOWN_S := 0.6
const _RADIUS := 130.0
const _WIDTH := 0.5
const _COLOR := Color("e0685a")

var _angle: float = 0.0


## A hit came from [param angle], in radians from the right, clockwise.
func show_from(angle: float) -> void:
	_angle = angle
	modulate.a = 1.0
	create_tween().tween_property(self, ^"modulate:a", 0.0, _SHOWN_S)
	queue_redraw()


func _ready() -> void:
	modulate.a = 0.0


func _draw() -> void:
	draw_arc(size / 2.0, _RADIUS, _angle - _WIDTH, _angle + _WIDTH, 24, _COLOR, 7.0, true)
