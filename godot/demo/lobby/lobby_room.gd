class_name LobbyRoomScreen
extends PanelContainer
## The room you are in, until the game starts.

## Emitted when the host started the game.
signal started
## Emitted when something failed.
signal refused(result: GodwitResult)

const _ROW := preload("res://demo/lobby/lobby_member_row.tscn")
const _MOST_SEATS_SHOWN := 8

## Who is ready.
var readiness := LobbyReadiness.new()

var _room: GodwitRoom

@onready var _title: Label = %Title
@onready var _subtitle: Label = %Subtitle
@onready var _code: Label = %Code
@onready var _copy: Button = %Copy
@onready var _members: VBoxContainer = %Members
@onready var _ready_button: Button = %Ready
@onready var _start: Button = %Start
@onready var _leave: Button = %Leave
@onready var _hint: Label = %Hint


func _ready() -> void:
	readiness.changed.connect(_show)
	readiness.started.connect(started.emit)
	_copy.pressed.connect(_on_copy_pressed)
	_ready_button.toggled.connect(_on_ready_toggled)
	_start.pressed.connect(_on_start_pressed)
	_leave.pressed.connect(_on_leave_pressed)


## Shows [param room] from now on.
func enter(room: GodwitRoom) -> void:
	_room = room
	room.member_joined.connect(_on_member_changed)
	room.member_left.connect(_on_member_changed)
	room.member_away.connect(_on_member_changed)
	room.member_back.connect(_on_member_changed)
	room.host_changed.connect(_on_member_changed)
	room.changed.connect(_show)
	readiness.enter(room)


## Focuses the start or ready button, or else the code to share.
func focus_first() -> void:
	if _start.visible and not _start.disabled:
		_start.grab_focus()
	elif _ready_button.visible:
		_ready_button.grab_focus()
	else:
		_copy.grab_focus()


func _show() -> void:
	if _room == null:
		return
	_title.text = GodwitFields.text_of(_room.metadata, "name", "Room")
	_subtitle.text = "%d of %d players" % [_room.members.size(), _room.max_players]
	_code.text = _room.code
	_show_members()
	_ready_button.visible = readiness.is_available and not _room.is_host
	_ready_button.set_pressed_no_signal(readiness.is_ready)
	_ready_button.text = "Not ready" if readiness.is_ready else "I'm ready"
	_start.visible = readiness.is_available and _room.is_host
	_start.disabled = not readiness.is_everyone_ready()
	_hint.text = _get_hint()
	if _copy.has_focus():
		focus_first()


func _show_members() -> void:
	for row in _members.get_children():
		row.queue_free()
	for member in _room.members:
		var row: LobbyMemberRow = _ROW.instantiate()
		_members.add_child(row)
		var is_ready := readiness.is_member_ready(member)
		row.show_player(member.name, "you" if member.is_me else "", member == _room.host, is_ready, member.is_away)
	for seat in mini(_MOST_SEATS_SHOWN, _room.max_players) - _room.members.size():
		var row: LobbyMemberRow = _ROW.instantiate()
		_members.add_child(row)
		row.show_free_seat()


func _get_hint() -> String:
	if _room.is_locked:
		return "The game is on."
	if _room.members.size() == 1:
		return "Give the code to your friends, or wait for players to find the room."
	if not readiness.is_available:
		return ""
	if _room.is_host:
		return "Everyone is ready." if readiness.is_everyone_ready() else "Waiting until everyone is ready."
	return "The host starts the game." if readiness.is_ready else "Say when you are ready."


func _on_member_changed(_member: GodwitRoomMember) -> void:
	_show()


func _on_copy_pressed() -> void:
	DisplayServer.clipboard_set(_room.code)
	_copy.text = "Copied"
	await get_tree().create_timer(1.5).timeout
	_copy.text = "Copy"


func _on_ready_toggled(is_pressed: bool) -> void:
	_tell(await readiness.set_ready(is_pressed))


func _on_start_pressed() -> void:
	_tell(await readiness.start())


func _on_leave_pressed() -> void:
	_tell(await _room.leave())


func _tell(result: GodwitResult) -> void:
	if not result.ok:
		refused.emit(result)
