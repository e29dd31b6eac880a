class_name LobbyBadge
extends Control
## A round badge with a player's initial, in the player's own colour.

## Whose badge it is; empty for a ring, where nobody is yet.
var player_name: String = "":
	set(new_value):
		player_name = new_value
		queue_redraw()


## The colour of a name, the same on every screen.
static func color_of(shown_name: String) -> Color:
	return Color.from_ok_hsl(float(shown_name.hash() % 360) / 360.0, 0.72, 0.72)


func _draw() -> void:
	if player_name.is_empty():
		draw_arc(size / 2.0, minf(size.x, size.y) / 2.0 - 1.0, 0.0, TAU, 32, Color("2b4453"), 2.0, true)
		return
	draw_circle(size / 2.0, minf(size.x, size.y) / 2.0, color_of(player_name), true, -1.0, true)
	var font := get_theme_font(&"font", &"NameLabel")
	var font_size := roundi(size.y * 0.5)
	var letter := player_name.left(1).to_upper()
	var width := font.get_string_size(letter, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x
	var baseline := (size.y + font.get_ascent(font_size) - font.get_descent(font_size)) / 2.0
	draw_string(
		font, Vector2((size.x - width) / 2.0, baseline), letter, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size, Color("0c171f"),
	)
