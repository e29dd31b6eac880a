class_name LabTarget
extends Node2D
## A target in a lab, where a [GodwitSynchronizer] puts it, with the number of its hits.

const _INK := Color("0c171f")

## Set by the [GodwitEntitySpawner].
var entity: GodwitLabTarget


func _ready() -> void:
	entity.hits_changed.connect(func(_hits: int) -> void: queue_redraw())


func _draw() -> void:
	draw_circle(Vector2.ZERO, GodwitLabsShared.RADIUS, Lab.OTHER, true, -1.0, true)
	var text := str(entity.hits)
	var width := ThemeDB.fallback_font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, 13).x
	draw_string(ThemeDB.fallback_font, Vector2(-width / 2.0, 5.0), text, HORIZONTAL_ALIGNMENT_LEFT, -1, 13, _INK)
