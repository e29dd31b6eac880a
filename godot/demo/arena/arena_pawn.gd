class_name ArenaPawn
extends Node2D
## A player or bot in the arena: a disc with a gun, its name and its health. Redrawn only when one of them changes; its
## [GodwitPredictor] moves the player's own, its [GodwitSynchronizer] all others.

const RADIUS := 15.0
const _OWN_COLOR := Color("f2b25c")
const _TEXT_COLOR := Color("e3ecf1")
const _BOT_TEXT_COLOR := Color("95abb8", 0.75)
const _SHIELD_COLOR := Color("6fd3e0")
const _HEALTH_COLOR := Color("7fd18b")
const _HURT_COLOR := Color("e0685a")
const _NAME_SIZE := 13
const _FULL_HEALTH := 100.0
const _FLASH_S := 0.06

## The pawn it shows; the [GodwitEntitySpawner] sets it.
var entity: GodwitPawn
## Whether it is this player's own.
var is_own: bool:
	get:
		return entity.is_own()
## Where it aims as the server says, in radians; one's own aim is known here.
var synced_aim: float = 0.0:
	set(new_value):
		synced_aim = new_value
		if entity != null and not is_own:
			aim = new_value
## Where it aims, in radians.
var aim: float = 0.0:
	set(new_value):
		if not is_equal_approx(aim, new_value):
			aim = new_value
			queue_redraw()
## Its colour.
var color: Color:
	get:
		if is_own:
			return _OWN_COLOR
		# The golden ratio spreads neighbouring ids across the colours.
		var is_bot := entity.owner.is_empty()
		return Color.from_hsv(fmod(entity.id * 0.618034, 1.0), 0.45 if is_bot else 0.65, 0.75 if is_bot else 0.95)

@onready var predictor: GodwitPredictor = $Predictor


func _ready() -> void:
	for changed: Signal in [entity.name_changed, entity.owner_changed, entity.is_shielded_changed]:
		changed.connect(_on_changed)
	entity.health_changed.connect(_on_health_changed)
	z_index = 2 if is_own else 1
	visible = entity.health > 0


func _draw() -> void:
	var is_bot := entity.owner.is_empty()
	if is_own:
		draw_circle(Vector2.ZERO, RADIUS + 12.0, Color(_OWN_COLOR, 0.14))
		draw_arc(Vector2.ZERO, RADIUS + 5.0, 0.0, TAU, 40, Color(_OWN_COLOR, 0.8), 2.0, true)
	var gun := Vector2.from_angle(aim)
	draw_line(gun * (RADIUS - 4.0), gun * (RADIUS + 10.0), color.darkened(0.35), 7.0, true)
	draw_circle(Vector2.ZERO, RADIUS, color, true, -1.0, true)
	draw_circle(Vector2.ZERO, RADIUS - 6.0, color.darkened(0.25), true, -1.0, true)
	if entity.is_shielded:
		draw_arc(Vector2.ZERO, RADIUS + 9.0, 0.0, TAU, 40, _SHIELD_COLOR, 3.0, true)
	if entity.health < _FULL_HEALTH:
		_draw_health(entity.health / _FULL_HEALTH)
	_write(entity.name, -RADIUS - 14.0, _BOT_TEXT_COLOR if is_bot else _TEXT_COLOR)


func _draw_health(part: float) -> void:
	var bar := Rect2(-RADIUS, RADIUS + 7.0, RADIUS * 2.0, 4.0)
	draw_rect(bar, Color(0.0, 0.0, 0.0, 0.5))
	bar.size.x *= part
	draw_rect(bar, _HURT_COLOR.lerp(_HEALTH_COLOR, part))


func _write(text: String, baseline: float, text_color: Color) -> void:
	var font := ThemeDB.fallback_font
	var width := font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, _NAME_SIZE).x
	draw_string(font, Vector2(-width / 2.0, baseline), text, HORIZONTAL_ALIGNMENT_LEFT, -1, _NAME_SIZE, text_color)


func _on_changed(_value: Variant) -> void:
	queue_redraw()


func _on_health_changed(health: int) -> void:
	visible = health > 0
	queue_redraw()
	modulate = Color(2.0, 2.0, 2.0)
	create_tween().tween_property(self, ^"modulate", Color.WHITE, _FLASH_S)
