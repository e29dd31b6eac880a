class_name ChatPerson
extends Reference
## Someone in the channel.

## The member's id on the server.
var id: String
## The name to show.
var name: String


## The person for a GodwitChatMember of a message.
func _init(member: GodwitChatMember) -> void:
	id = member.id
	name = member.name_


## A colour of their own, the same on every screen.
func get_color() -> Color:
	return Color.from_hsv(float(name.hash() % 360) / 360.0, 0.42, 0.86)


## The initial, for a badge.
func get_initial() -> String:
	return name.left(1).to_upper()
