class_name LabBolt
extends Node2D
## A bolt in a lab, where its [GodwitPredictor] puts it: from the frame of the press on, if it is the player's own.

## Set by the [GodwitEntitySpawner]; null until the server has told of it.
var entity: GodwitLabBolt


func _process(_delta: float) -> void:
	queue_redraw()


func _draw() -> void:
	draw_circle(Vector2.ZERO, 7.0, Lab.RUNNER, true, -1.0, true)
	if entity == null:
		draw_arc(Vector2.ZERO, 11.0, 0.0, TAU, 24, Lab.GHOST, 2.0, true)


func _on_predictor_launch_requested(body: Object, shooter: Object, input: GodwitMessage, _index: int) -> void:
	GodwitLabsShared.launch(body as GodwitLabsShared.BoltBody, shooter as GodwitLabsShared.LabBody, input as LabsInput)
