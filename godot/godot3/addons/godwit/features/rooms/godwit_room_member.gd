class_name GodwitRoomMember
extends Reference
## A member of a GodwitRoom.

## The member's session id.
var id: String
## A small number, from 2 on, unique to the member while they are in the room.
var number: int
## The name the member chose; two members may have the same, and it may be empty.
var name: String
## The player's id; empty for an anonymous session.
var player_id: String
## True while the member's connection is lost and its seat is held.
var is_away: bool
## True for yourself.
var is_me: bool


## Updates from the server's data; own_id is your own session id.
func read(member: GodwitRoomsRoomMember, own_id: String) -> void:
	id = member.id
	number = member.number
	name = member.name_
	player_id = member.player_id
	is_away = not member.is_connected_
	is_me = id == own_id
