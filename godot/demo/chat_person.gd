class_name ChatPerson
extends RefCounted
## Someone in the channel.

## The member's id on the server.
var id: String
## The name to show.
var name: String


## The person for [param member] of a message.
static func of(member: GodwitChatMember) -> ChatPerson:
	var person := ChatPerson.new()
	person.id = member.id
	person.name = member.name_
	return person


## A colour of their own, the same on every screen.
func get_color() -> Color:
	return Color.from_ok_hsl(float(name.hash() % 360) / 360.0, 0.72, 0.72)


## The initial, for a badge.
func get_initial() -> String:
	return name.left(1).to_upper()
