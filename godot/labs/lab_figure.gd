class_name LabFigure
extends Node2D
## Somebody in a lab, where a [GodwitSynchronizer] puts it.

## Set by the [GodwitEntitySpawner].
var entity: GodwitLabRunner


func _draw() -> void:
	var color := Lab.OTHER if entity.owner.is_empty() else Lab.RUNNER
	draw_circle(Vector2.ZERO, GodwitLabsShared.RADIUS, color, true, -1.0, true)
