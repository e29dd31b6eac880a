extends Node2D
## A player or bot in the arena: a disc with a gun, its name and its health. Redrawn only when one of them changes; its
## GodwitPredictor moves the player's own, its GodwitSynchronizer all others.

## It has fired a bullet, as the server says.
signal shot(from, angle, length)

const _RADIUS := 15.0
const _OWN_COLOR := Color("f2b25c")

## The GodwitPawn it shows; the GodwitEntitySpawner sets it.
var entity
## Where it aims, in radians: its GodwitSynchronizer turns the gun as the server says, and one's own controls after that.
var aim := 0.0 setget set_aim, get_aim
## Its health at the moment that is shown: who comes back is seen there. Its GodwitSynchronizer sets it.
var shown_health := 0 setget set_shown_health
var _font: Font = preload("res://demo/fonts/small.tres")

onready var _gun: Line2D = $Gun


func _ready() -> void:
	_gun.default_color = _get_color().darkened(0.35)
	for event in ["name_changed", "owner_changed", "is_shielded_changed", "health_changed"]:
		entity.watch(event, self, "_on_changed")
	entity.watch("shots_changed", self, "_on_shots_changed")
	_on_changed(null)


## Whether it is this player's own.
func is_own() -> bool:
	return entity.is_own()


func set_aim(new_value: float) -> void:
	_gun.rotation = new_value


func set_shown_health(new_value: int) -> void:
	shown_health = new_value
	_on_changed(null)


func get_aim() -> float:
	return _gun.rotation


func _get_color() -> Color:
	# The golden ratio spreads neighbouring ids across the colours.
	return _OWN_COLOR if is_own() else Color.from_hsv(fmod(entity.id * 0.618034, 1.0), 0.5, 0.8)


func _draw() -> void:
	if is_own():
		draw_circle(Vector2.ZERO, _RADIUS + 6.0, Color("55f2b25c"))
	draw_circle(Vector2.ZERO, _RADIUS, _get_color())
	if entity.is_shielded:
		draw_arc(Vector2.ZERO, _RADIUS + 9.0, 0.0, TAU, 32, Color("6fd3e0"), 3.0)
	draw_rect(Rect2(-_RADIUS, _RADIUS + 7.0, _RADIUS * 2.0 * entity.health / 100.0, 4.0), Color("7fd18b"))
	draw_string(_font, Vector2(-_font.get_string_size(entity.name).x / 2.0, -_RADIUS - 12.0), entity.name, Color("e3ecf1"))


func _on_changed(_value) -> void:
	# It dies at once, where it is.
	visible = entity.health > 0 and (is_own() or shown_health > 0)
	update()


func _on_shots_changed(_shots) -> void:
	# From where it is shown, so that no tracer begins beside its gun.
	emit_signal("shot", position, entity.shot_angle, float(entity.shot_length))
