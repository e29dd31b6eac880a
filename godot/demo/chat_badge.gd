class_name ChatBadge
extends Control
## A round badge with a member's initial.

var _color := Color.GRAY

@onready var _initial: Label = $Initial


## Shows the badge of [param member].
func show_member(member: ChatPerson) -> void:
	_color = member.get_color()
	_initial.text = member.get_initial()
	queue_redraw()


func _draw() -> void:
	draw_circle(size / 2.0, minf(size.x, size.y) / 2.0, _color, true, -1.0, true)
