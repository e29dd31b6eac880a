extends Node2D
## A health pack; pale while it cannot be taken.

## The GodwitPack it shows; the GodwitEntitySpawner sets it.
var entity


func _ready() -> void:
	position = entity.position
	entity.watch("is_there_changed", self, "_on_is_there_changed")
	_on_is_there_changed(entity.is_there)


func _draw() -> void:
	draw_rect(Rect2(-11.0, -4.0, 22.0, 8.0), Color("7fd18b"))
	draw_rect(Rect2(-4.0, -11.0, 8.0, 22.0), Color("7fd18b"))


func _on_is_there_changed(is_there: bool) -> void:
	modulate.a = 1.0 if is_there else 0.15
