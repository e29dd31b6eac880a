extends Node2D
## A rocket. Its GodwitPredictor shows where it is now; one's own is there in the frame of the press.

## The GodwitRocket it shows; null until the server knows of the player's own.
var entity


func _draw() -> void:
	draw_circle(Vector2.ZERO, 12.0, Color(1.0, 0.6, 0.35, 0.25))
	draw_circle(Vector2.ZERO, 6.0, Color("ff9d5c"))


func _on_predictor_launch_requested(body, shooter, input: ArenaInput, _index: int) -> void:
	GodwitArenaShared.launch(body, shooter, input.aim)
