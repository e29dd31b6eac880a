class_name ChatMember
extends RefCounted
## Someone in the channel.

## The member's id on the server.
var id: String
## The name to show.
var name: String


## The member in [param fields] of a message.
static func from_fields(fields: Dictionary) -> ChatMember:
	var member := ChatMember.new()
	member.id = GodwitFields.text_of(fields, "id")
	member.name = GodwitFields.text_of(fields, "name")
	return member


## A colour of their own, the same on every screen.
func get_color() -> Color:
	return Color.from_ok_hsl(float(name.hash() % 360) / 360.0, 0.72, 0.72)


## The first letter, for a badge.
func get_initial() -> String:
	return name.left(1).to_upper()
