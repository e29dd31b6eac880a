extends Node2D
## Joins a meadow and walks about in it: arrow keys, or a gamepad.

var _steer := Vector2.ZERO


func _ready() -> void:
	Godwit.player_name = ["Ann", "Bob", "Eve"].pick_random()
	Godwit.connect_to_server()
	var result := await Godwit.lobby.join_or_create("meadow")
	print("In room ", result.room.code if result.ok else result.text)


func _process(_delta: float) -> void:
	var steer := Input.get_vector("ui_left", "ui_right", "ui_up", "ui_down")
	if Godwit.rooms.current != null and steer != _steer:
		_steer = steer
		Godwit.meadow.steer(steer.x, steer.y)
	queue_redraw()


func _draw() -> void:
	var room := Godwit.rooms.current
	if room == null or room.state == null:
		return
	for walker: GodwitMeadowWalker in (room.state as GodwitMeadowState).walkers.all():
		draw_circle(walker.position, 16, Color.SEA_GREEN)
		draw_string(ThemeDB.fallback_font, walker.position + Vector2(-14, -24), walker.name)
