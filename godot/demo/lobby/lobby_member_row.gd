class_name LobbyMemberRow
extends HBoxContainer
## One player in a room or a party.

@onready var _badge: LobbyBadge = %Badge
@onready var _name: Label = %Name
@onready var _note: Label = %Note
@onready var _crown: LobbyIcon = %Crown
@onready var _check: LobbyIcon = %Check


## Shows a player; call it once the row is in the tree. [param note] is extra information.
func show_player(player_name: String, note: String, is_leader: bool, is_ready: bool, is_away: bool) -> void:
	var shown_name := player_name if not player_name.is_empty() else "Somebody"
	_badge.player_name = shown_name
	_name.text = shown_name
	_note.text = "is reconnecting…" if is_away else note
	_note.visible = not _note.text.is_empty()
	_crown.visible = is_leader
	_check.visible = is_ready
	modulate.a = 0.55 if is_away else 1.0


## Shows a free seat.
func show_free_seat() -> void:
	_badge.player_name = ""
	_name.hide()
	_note.text = "Free seat"
	_crown.hide()
	_check.hide()
