class_name ArenaPawn
extends Node2D
## A player or bot in the arena: a disc with a gun, its name and its health. Redrawn only when one of them changes; its
## [GodwitPredictor] moves the player's own, its [GodwitSynchronizer] all others.

## Emitted every few units of a dash.
signal dashed

const RADIUS := 15.0
const _TEXT_COLOR := Color("e3ecf1")
const _BOT_TEXT_COLOR := Color("95abb8", 0.75)
const _SHIELD_COLOR := Color("6fd3e0")
const _NAME_SIZE := 13
const _FULL_HEALTH := 100.0
const _FLASH_S := 0.06
# Faster than anybody runs, and slower than a teleport.
const _DASH_STEP_PER_S := 450.0
const _DASH_FARTHEST := 120.0

## The pawn it shows; the [GodwitEntitySpawner] sets it.
var entity: GodwitPawn
## Whether it is this player's own.
var is_own: bool:
	get:
		return entity.is_own()
## Where it aims, in radians: its [GodwitSynchronizer] turns the gun as the server says, and one's own controls after that.
var aim: float:
	get:
		return _gun.rotation
	set(new_value):
		_gun.rotation = new_value
## Its health at the moment that is shown: who comes back is seen there. Its [GodwitSynchronizer] sets it.
var shown_health: int = 0:
	set(new_value):
		shown_health = new_value
		_show()
## Its colour.
var color: Color:
	get:
		return ArenaSettings.color_of(entity.id, is_own)

var _last_at: Vector2

@onready var predictor: GodwitPredictor = $Predictor
@onready var _gun: Polygon2D = $Gun


func _ready() -> void:
	for changed: Signal in [entity.name_changed, entity.owner_changed, entity.is_shielded_changed]:
		changed.connect(_on_changed)
	entity.health_changed.connect(_on_health_changed)
	z_index = 2 if is_own else 1
	_show()
	_gun.color = color.darkened(0.35)
	_last_at = position


func _process(delta: float) -> void:
	var step := position.distance_to(_last_at)
	_last_at = position
	# A slowed picture has shorter frames than the clock.
	if step > _DASH_STEP_PER_S * delta / Engine.time_scale and step < _DASH_FARTHEST and visible:
		dashed.emit()


func _draw() -> void:
	var is_bot := entity.owner.is_empty()
	var shown := color
	draw_circle(Vector2(2.0, 4.0), RADIUS + 2.0, Color(0.0, 0.0, 0.0, 0.3), true, -1.0, true)
	if is_own:
		draw_circle(Vector2.ZERO, RADIUS + 12.0, Color(shown, 0.12), true, -1.0, true)
		draw_arc(Vector2.ZERO, RADIUS + 5.0, 0.0, TAU, 40, Color(shown, 0.8), 2.0, true)
	draw_circle(Vector2.ZERO, RADIUS, shown.darkened(0.45), true, -1.0, true)
	draw_circle(Vector2.ZERO, RADIUS - 2.0, shown, true, -1.0, true)
	draw_circle(Vector2.ZERO, RADIUS - 7.0, shown.darkened(0.3), true, -1.0, true)
	draw_circle(Vector2(-3.0, -4.0), 3.0, Color(1.0, 1.0, 1.0, 0.25), true, -1.0, true)
	if entity.is_shielded:
		draw_circle(Vector2.ZERO, RADIUS + 9.0, Color(_SHIELD_COLOR, 0.12), true, -1.0, true)
		draw_arc(Vector2.ZERO, RADIUS + 9.0, 0.0, TAU, 40, _SHIELD_COLOR, 2.5, true)
	if entity.health < _FULL_HEALTH:
		_draw_health(entity.health / _FULL_HEALTH)
	_write(entity.name, -RADIUS - 14.0, _BOT_TEXT_COLOR if is_bot else _TEXT_COLOR)


func _draw_health(part: float) -> void:
	var bar := Rect2(-RADIUS - 3.0, RADIUS + 8.0, RADIUS * 2.0 + 6.0, 5.0)
	draw_rect(bar.grow(1.0), Color(0.0, 0.0, 0.0, 0.6))
	bar.size.x *= part
	draw_rect(bar, ArenaSettings.color_of_health(part))


func _write(text: String, baseline: float, text_color: Color) -> void:
	var font := ThemeDB.fallback_font
	var width := font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, _NAME_SIZE).x
	draw_string(font, Vector2(-width / 2.0, baseline), text, HORIZONTAL_ALIGNMENT_LEFT, -1, _NAME_SIZE, text_color)


# It dies at once, where it is.
func _show() -> void:
	visible = entity.health > 0 and (is_own or shown_health > 0)


func _on_changed(_value: Variant) -> void:
	queue_redraw()


func _on_health_changed(_health: int) -> void:
	_show()
	queue_redraw()
	if ArenaSettings.flashes:
		modulate = Color(2.0, 2.0, 2.0)
		create_tween().tween_property(self, ^"modulate", Color.WHITE, _FLASH_S)
