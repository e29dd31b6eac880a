class_name GodwitFriend
extends Reference
## How a player whom you follow is doing; see GodwitPresence.

## The player's id.
var player_id: String
## How the player is called; empty when the server knows no name.
var display_name: String = ""
## One of GodwitPresenceStatus; offline until the server has told more.
var status: String = GodwitPresenceStatus.OFFLINE
## What the player does, in a sentence to show; empty when nothing was said.
var text: String = ""
## What the player does, for the game to read, such as "mode": "ctf".
var details: Dictionary = {}
## The type of the room the player is in; empty when in none, or when the player does not show it.
var room_type: String = ""
## The id of that room, or empty.
var room_id: String = ""
## False while the player is offline.
var is_online: bool setget , get_is_online


## Takes how the player is doing.
func read(presence: GodwitPresencePresence) -> void:
	player_id = presence.player_id
	status = presence.status
	text = presence.text
	details = presence.details
	room_type = presence.room_type
	room_id = presence.room_id
	if presence.has_display_name:
		display_name = presence.display_name


## Takes what has changed.
func patch(change: GodwitPresenceChanged) -> void:
	if change.has_status:
		status = change.status
	if change.has_text:
		text = change.text
	if change.has_details:
		details = change.details
	if change.has_room_type:
		room_type = change.room_type
	if change.has_room_id:
		room_id = change.room_id
	if change.has_display_name:
		display_name = change.display_name


## See is_online.
func get_is_online() -> bool:
	return status != GodwitPresenceStatus.OFFLINE
