class_name ChatBubble
extends HBoxContainer
## One chat line as a speech bubble; our own lines are on the right.

const _OWN_STYLE := preload("res://demo/styles/own_bubble.tres")
const _MAX_TEXT_WIDTH := 560.0

onready var _badge: ChatBadge = $Badge
onready var _bubble: PanelContainer = $Bubble
onready var _name: Label = $Bubble/Rows/Head/Name
onready var _clock: Label = $Bubble/Rows/Head/Clock
onready var _text: Label = $Bubble/Rows/Text


## Shows a line; call it once the bubble is in the tree.
func show_line(line: ChatRemark, is_own: bool) -> void:
	_badge.show_member(line.from)
	_badge.visible = not is_own
	_name.text = line.from.name
	_name.visible = not is_own
	_name.add_color_override("font_color", line.from.get_color())
	_clock.text = line.get_clock()
	_text.text = line.text
	alignment = BoxContainer.ALIGN_END if is_own else BoxContainer.ALIGN_BEGIN
	if is_own:
		_bubble.add_stylebox_override("panel", _OWN_STYLE)

	# A wrapping label has no width of its own, so only wrap long lines.
	if _text.get_font("font").get_string_size(line.text).x > _MAX_TEXT_WIDTH:
		_text.autowrap = true
		_text.rect_min_size.x = _MAX_TEXT_WIDTH
