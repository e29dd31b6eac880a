class_name ChatBubble
extends HBoxContainer
## One chat line as a speech bubble; our own lines are on the right.

const _MAX_TEXT_WIDTH := 560.0

@onready var _badge: ChatBadge = %Badge
@onready var _bubble: PanelContainer = %Bubble
@onready var _name: Label = %Name
@onready var _clock: Label = %Clock
@onready var _text: Label = %Text


## Shows [param line]; call it once the bubble is in the tree.
func show_line(line: ChatRemark, is_own: bool) -> void:
	_badge.show_member(line.from)
	_badge.visible = not is_own
	_name.text = line.from.name
	_name.visible = not is_own
	_name.add_theme_color_override("font_color", line.from.get_color())
	_clock.text = line.get_clock()
	_text.text = line.text
	alignment = BoxContainer.ALIGNMENT_END if is_own else BoxContainer.ALIGNMENT_BEGIN
	_bubble.theme_type_variation = &"OwnBubble" if is_own else &"Bubble"

	# A wrapping label has no width of its own, so only wrap long lines.
	var font := _text.get_theme_font("font")
	var font_size := _text.get_theme_font_size("font_size")
	if font.get_string_size(line.text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x > _MAX_TEXT_WIDTH:
		_text.autowrap_mode = TextServer.AUTOWRAP_WORD_SMART
		_text.custom_minimum_size.x = _MAX_TEXT_WIDTH
