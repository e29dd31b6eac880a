class_name GodwitFriend
extends Reference
## The presence of a player you follow; see GodwitPresence.

## The player's id.
var player_id: String
## The player's display name; empty if the server has none.
var display_name: String = ""
## One of GodwitPresenceStatus; offline until the server says otherwise.
var status: String = GodwitPresenceStatus.OFFLINE
## What the player is doing, as a sentence to show; empty if not set.
var text: String = ""
## What the player is doing, for the game to read, such as "mode": "ctf".
var details: Dictionary = {}
## The type of the room the player is in; empty if in none, or if the player hides it.
var room_type: String = ""
## The id of that room, or empty.
var room_id: String = ""
## False while the player is offline.
var is_online: bool setget , get_is_online


## Sets the full presence.
func read(presence: GodwitPresencePresence) -> void:
	player_id = presence.player_id
	status = presence.status
	text = presence.text
	details = presence.details
	room_type = presence.room_type
	room_id = presence.room_id
	if presence.has_display_name:
		display_name = presence.display_name


## Applies what has changed.
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
