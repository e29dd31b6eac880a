class_name LobbyRoomRow
extends Button
## One room in the list; pressing it joins the room.

@onready var _title: Label = %Title
@onready var _host: Label = %Host
@onready var _lock: LobbyIcon = %Lock
@onready var _state: Label = %State
@onready var _players: Label = %Players


## Shows [param room]; call it once the row is in the tree.
func show_room(room: GodwitLobbyRoom) -> void:
	var is_full := room.players >= room.max_players
	var host := room.host_name if not room.host_name.is_empty() else "somebody"
	_title.text = GodwitFields.text_of(room.metadata, "name", "%s's room" % host.capitalize())
	_host.text = "Hosted by %s" % host
	_lock.visible = room.has_password
	_state.text = "In game" if room.is_locked else "Full" if is_full else "Open"
	_state.add_theme_color_override("font_color", Color("95abb8") if room.is_locked or is_full else Color("63d297"))
	_players.text = "%d / %d" % [room.players, room.max_players]
	disabled = room.is_locked or is_full
	focus_mode = Control.FOCUS_NONE if disabled else Control.FOCUS_ALL
