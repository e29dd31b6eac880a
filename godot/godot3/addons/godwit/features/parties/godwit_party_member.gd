class_name GodwitPartyMember
extends Reference
## A member of a GodwitParty.

## The member's session id.
var id: String
## The name the member chose; two members may have the same.
var name: String
## The player's id; empty for an anonymous session.
var player_id: String
## Whether the member is ready.
var is_ready: bool
## True while the member's connection is lost and its seat is held.
var is_away: bool
## True for yourself.
var is_me: bool
## The member's data: strings, numbers and booleans by key.
var data: Dictionary


## Updates from the server's data; own_id is your own session id.
func read(member: GodwitPartiesPartyMember, own_id: String) -> void:
	id = member.id
	name = member.name_
	player_id = member.player_id
	is_ready = member.is_ready
	is_away = member.is_away
	is_me = id == own_id
	data = member.data
