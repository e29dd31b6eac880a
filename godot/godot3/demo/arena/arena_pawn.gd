extends Node2D
## A player or bot in the arena: a disc with a gun, its name and its health. Redrawn only when one of them changes; its
## GodwitPredictor moves the player's own, its GodwitSynchronizer all others.

## It has fired a bullet, as the server says.
signal shot(from, angle, length)

const _RADIUS := 15.0
const _OWN_COLOR := Color("f2b25c")

## The GodwitPawn it shows; the GodwitEntitySpawner sets it.
var entity
## Where it aims, in radians.
var aim := 0.0 setget set_aim
## The same of others, as the server says.
var synced_aim := 0.0 setget set_synced_aim
var _font: Font = preload("res://demo/fonts/small.tres")


func _ready() -> void:
	for event in ["name_changed", "owner_changed", "is_shielded_changed", "health_changed"]:
		entity.connect(event, self, "_on_changed")
	entity.connect("shots_changed", self, "_on_shots_changed")
	_on_changed(null)


## Whether it is this player's own.
func is_own() -> bool:
	return entity.is_own()


func set_aim(new_value: float) -> void:
	if not is_equal_approx(aim, new_value):
		aim = new_value
		update()


func set_synced_aim(new_value: float) -> void:
	synced_aim = new_value
	if entity != null and not is_own():
		set_aim(new_value)


func _draw() -> void:
	if is_own():
		draw_circle(Vector2.ZERO, _RADIUS + 6.0, Color("55f2b25c"))
	# The golden ratio spreads neighbouring ids across the colours.
	var color := _OWN_COLOR if is_own() else Color.from_hsv(fmod(entity.id * 0.618034, 1.0), 0.5, 0.8)
	var gun := Vector2.RIGHT.rotated(aim)
	draw_line(gun * (_RADIUS - 4.0), gun * (_RADIUS + 10.0), color.darkened(0.35), 7.0)
	draw_circle(Vector2.ZERO, _RADIUS, color)
	if entity.is_shielded:
		draw_arc(Vector2.ZERO, _RADIUS + 9.0, 0.0, TAU, 32, Color("6fd3e0"), 3.0)
	draw_rect(Rect2(-_RADIUS, _RADIUS + 7.0, _RADIUS * 2.0 * entity.health / 100.0, 4.0), Color("7fd18b"))
	draw_string(_font, Vector2(-_font.get_string_size(entity.name).x / 2.0, -_RADIUS - 12.0), entity.name, Color("e3ecf1"))


func _on_changed(_value) -> void:
	visible = entity.health > 0
	update()


func _on_shots_changed(_shots) -> void:
	# From where it is shown, so that no tracer begins beside its gun.
	emit_signal("shot", position, entity.shot_angle, float(entity.shot_length))
