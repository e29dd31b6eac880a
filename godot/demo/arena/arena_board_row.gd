class_name ArenaBoardRow
extends HBoxContainer
## A line of a score board: place, colour, name and points.

const _DOT := Vector2(10.0, 10.0)

var _rank := Label.new()
var _dot := ColorRect.new()
var _name := Label.new()
var _score := Label.new()


func _init() -> void:
	add_theme_constant_override(&"separation", 12)
	_rank.custom_minimum_size.x = 28.0
	_rank.horizontal_alignment = HORIZONTAL_ALIGNMENT_RIGHT
	_rank.theme_type_variation = &"MutedLabel"
	_dot.custom_minimum_size = _DOT
	_dot.size_flags_vertical = SIZE_SHRINK_CENTER
	_name.size_flags_horizontal = SIZE_EXPAND_FILL
	_name.clip_text = true
	_name.text_overrun_behavior = TextServer.OVERRUN_TRIM_ELLIPSIS
	_score.theme_type_variation = &"NameLabel"
	for child: Control in [_rank, _dot, _name, _score]:
		add_child(child)


## Shows a player's place and points.
func show_line(rank: int, player_name: String, score: int, is_own: bool, color: Color) -> void:
	_rank.text = str(rank)
	_dot.color = color
	_name.text = player_name
	_score.text = str(score)
	_name.theme_type_variation = &"CodeLabel" if is_own else &""
