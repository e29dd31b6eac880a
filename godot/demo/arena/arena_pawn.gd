class_name ArenaPawn
extends Node2D
## A player or bot in the arena: a disc with a name and its number of coins. Redrawn only when one of them changes; its
## [GodwitSynchronizer] moves it.

const RADIUS := 15.0
const _OWN_COLOR := Color("f2b25c")
const _TEXT_COLOR := Color("e3ecf1")
const _BOT_TEXT_COLOR := Color("95abb8", 0.75)
const _INK := Color("0c171f")
const _NAME_SIZE := 13
const _COINS_SIZE := 14

## The pawn it shows; the [GodwitEntitySpawner] sets it.
var entity: GodwitPawn
## Whether it is this player's own.
var is_own: bool:
	get:
		return entity.owner == Godwit.session_id


func _ready() -> void:
	entity.name_changed.connect(_on_changed)
	entity.coins_changed.connect(_on_changed)
	entity.owner_changed.connect(_on_changed)
	z_index = 2 if is_own else 0 if entity.owner.is_empty() else 1


func _draw() -> void:
	var font := ThemeDB.fallback_font
	var is_bot := entity.owner.is_empty()
	if is_own:
		draw_circle(Vector2.ZERO, RADIUS + 12.0, Color(_OWN_COLOR, 0.16))
		draw_arc(Vector2.ZERO, RADIUS + 6.0, 0.0, TAU, 40, _OWN_COLOR, 2.5, true)
	draw_circle(Vector2.ZERO, RADIUS, _color(is_bot), true, -1.0, true)
	_write(font, str(entity.coins), 5.0, _COINS_SIZE, _INK)
	_write(font, entity.name, -RADIUS - (12.0 if is_own else 6.0), _NAME_SIZE, _BOT_TEXT_COLOR if is_bot else _TEXT_COLOR)


func _color(is_bot: bool) -> Color:
	if is_own:
		return _OWN_COLOR
	# The golden ratio spreads neighbouring ids across the colours.
	var hue := fmod(entity.id * 0.618034, 1.0)
	return Color.from_hsv(hue, 0.38 if is_bot else 0.6, 0.72 if is_bot else 0.95)


func _write(font: Font, text: String, baseline: float, font_size: int, color: Color) -> void:
	var width := font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x
	draw_string(font, Vector2(-width / 2.0, baseline), text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size, color)


func _on_changed(_value: Variant) -> void:
	queue_redraw()
