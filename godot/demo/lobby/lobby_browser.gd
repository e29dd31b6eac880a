class_name LobbyBrowser
extends PanelContainer
## The available rooms, and the ways to join one.

## Emitted when the player chose a room from the list.
signal room_chosen(room: GodwitLobbyRoom)
## Emitted when the player typed a room code.
signal code_entered(code: String)
## Emitted when the player wants to create a room.
signal create_pressed
## Emitted when any room will do.
signal quick_match_pressed

const _ROW := preload("res://demo/lobby/lobby_room_row.tscn")

var _rows: Dictionary[String, LobbyRoomRow] = {} # by room id

@onready var _count: Label = %Count
@onready var _code: LineEdit = %Code
@onready var _join: Button = %Join
@onready var _create: Button = %Create
@onready var _quick: Button = %Quick
@onready var _list: VBoxContainer = %List
@onready var _empty: Label = %Empty


func _ready() -> void:
	var rooms := Godwit.lobby.room_list
	rooms.reloaded.connect(_on_reloaded)
	rooms.room_added.connect(_on_room_added)
	rooms.room_changed.connect(_on_room_changed)
	rooms.room_removed.connect(_on_room_removed)
	_code.text_changed.connect(_on_code_changed)
	_code.text_submitted.connect(_on_code_submitted)
	_join.pressed.connect(_on_join_pressed)
	_create.pressed.connect(create_pressed.emit)
	_quick.pressed.connect(quick_match_pressed.emit)
	_on_code_changed("")
	_show_count()


## Focuses the list.
func focus_first() -> void:
	_quick.grab_focus()


## Shows whether a match search is running, which disables choosing.
func show_searching(is_searching: bool) -> void:
	_quick.disabled = is_searching
	_create.disabled = is_searching


func _on_reloaded() -> void:
	for row: LobbyRoomRow in _rows.values():
		row.queue_free()
	_rows.clear()
	for room in Godwit.lobby.room_list.rooms:
		_add(room)
	_show_count()


func _on_room_added(room: GodwitLobbyRoom) -> void:
	_add(room)
	_show_count()


func _on_room_changed(room: GodwitLobbyRoom) -> void:
	_rows[room.id].show_room(room)


func _on_room_removed(room: GodwitLobbyRoom) -> void:
	_rows[room.id].queue_free()
	_rows.erase(room.id)
	_show_count()


func _add(room: GodwitLobbyRoom) -> void:
	var row: LobbyRoomRow = _ROW.instantiate()
	_list.add_child(row)
	row.show_room(room)
	row.pressed.connect(room_chosen.emit.bind(room))
	_rows[room.id] = row


func _show_count() -> void:
	_empty.visible = _rows.is_empty()
	_count.text = "1 room" if _rows.size() == 1 else "%d rooms" % _rows.size()


func _on_code_changed(text: String) -> void:
	_join.disabled = text.strip_edges().length() < 6


func _on_code_submitted(_text: String) -> void:
	_on_join_pressed()


func _on_join_pressed() -> void:
	if not _join.disabled:
		code_entered.emit(_code.text.strip_edges())
		_code.clear()
		_on_code_changed("")
