class_name ChatMember
extends Reference
## Someone in the channel.

## The member's id on the server.
var id: String
## The name to show.
var name: String


## Takes over the fields of a message.
func _init(fields: Dictionary) -> void:
	id = GodwitFields.text_of(fields, "id")
	name = GodwitFields.text_of(fields, "name")


## A colour of their own, the same on every screen.
func get_color() -> Color:
	return Color.from_hsv(float(name.hash() % 360) / 360.0, 0.42, 0.86)


## The first letter, for a badge.
func get_initial() -> String:
	return name.left(1).to_upper()
