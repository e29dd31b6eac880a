class_name ChatBadge
extends Control
## A round badge with a member's initial.

var _color := Color.gray

onready var _initial: Label = $Initial


## Shows the badge of a member.
func show_member(member: ChatPerson) -> void:
	_color = member.get_color()
	_initial.text = member.get_initial()
	update()


func _draw() -> void:
	draw_circle(rect_size / 2.0, min(rect_size.x, rect_size.y) / 2.0, _color)
