extends Node2D
## A player or bot in the arena: a disc with a name and its number of coins. Redrawn only when one of them changes; its
## GodwitSynchronizer moves it.

const _RADIUS := 15.0
const _OWN_COLOR := Color("f2b25c")

## The GodwitPawn it shows; the GodwitEntitySpawner sets it.
var entity
var _font: Font = preload("res://demo/fonts/small.tres")


func _ready() -> void:
	for event in ["name_changed", "coins_changed", "owner_changed"]:
		entity.connect(event, self, "_on_changed")


## Whether it is this player's own.
func is_own() -> bool:
	return entity.owner == Godwit.session_id


func _draw() -> void:
	if is_own():
		draw_circle(Vector2.ZERO, _RADIUS + 6.0, Color("55f2b25c"))
	# The golden ratio spreads neighbouring ids across the colours.
	var color := Color.from_hsv(fmod(entity.id * 0.618034, 1.0), 0.38, 0.72)
	draw_circle(Vector2.ZERO, _RADIUS, _OWN_COLOR if is_own() else color)
	_write(str(entity.coins), 6.0, Color("0c171f"))
	_write(entity.name, -_RADIUS - 8.0, Color("e3ecf1"))


func _write(text: String, baseline: float, color: Color) -> void:
	draw_string(_font, Vector2(-_font.get_string_size(text).x / 2.0, baseline), text, color)


func _on_changed(_value) -> void:
	update()
