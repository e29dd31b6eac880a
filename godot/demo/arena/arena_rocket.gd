class_name ArenaRocket
extends Node2D
## A rocket. Its [GodwitPredictor] shows where it is now; one's own is there in the frame of the press.

const _COLOR := Color("ff9d5c")

## The rocket it shows; null until the server knows of the player's own.
var entity: GodwitRocket


func _draw() -> void:
	draw_circle(Vector2.ZERO, 14.0, Color(_COLOR, 0.18), true, -1.0, true)
	draw_circle(Vector2.ZERO, 6.0, _COLOR, true, -1.0, true)
	draw_circle(Vector2.ZERO, 3.0, Color.WHITE, true, -1.0, true)


func _on_predictor_launch_requested(body: Object, shooter: Object, input: GodwitMessage, _index: int) -> void:
	var aim: float = (input as ArenaInput).aim
	GodwitArenaShared.launch(body as GodwitArenaShared.RocketBody, shooter as GodwitArenaShared.PawnBody, aim)
