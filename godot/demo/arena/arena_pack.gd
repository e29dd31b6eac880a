class_name ArenaPack
extends Node2D
## A health pack; pale while it cannot be taken.

const _COLOR := Color("7fd18b")

## The pack it shows; the [GodwitEntitySpawner] sets it.
var entity: GodwitPack


func _ready() -> void:
	position = entity.position
	entity.is_there_changed.connect(_on_is_there_changed)
	_on_is_there_changed(entity.is_there)


func _draw() -> void:
	draw_circle(Vector2.ZERO, 16.0, Color(_COLOR, 0.15), true, -1.0, true)
	draw_rect(Rect2(-11.0, -4.0, 22.0, 8.0), _COLOR)
	draw_rect(Rect2(-4.0, -11.0, 8.0, 22.0), _COLOR)


func _on_is_there_changed(is_there: bool) -> void:
	modulate.a = 1.0 if is_there else 0.15
