class_name LobbyCreateForm
extends CenterContainer
## Asks for the settings of a new room.

## Emitted when the player confirmed.
signal submitted(title: String, max_players: int, is_private: bool)
## Emitted when the player cancelled.
signal cancelled

## The minimum number of players in a room.
@export_range(1, 64) var min_players: int = 2
## The maximum number of players in a room.
@export_range(1, 64) var max_players: int = 8

var _chosen: int = 4

@onready var _title: LineEdit = %Title
@onready var _fewer: Button = %Fewer
@onready var _more: Button = %More
@onready var _players: Label = %Players
@onready var _private: CheckButton = %Private
@onready var _create: Button = %Create
@onready var _back: Button = %Back


func _ready() -> void:
	_title.text_submitted.connect(_on_text_submitted)
	_fewer.pressed.connect(_on_step_pressed.bind(-1))
	_more.pressed.connect(_on_step_pressed.bind(1))
	_create.pressed.connect(_submit)
	_back.pressed.connect(cancelled.emit)
	_on_step_pressed(0)


## Starts with a suggested room name.
func propose(title: String) -> void:
	_title.text = title


## Focuses the name field.
func focus_first() -> void:
	_title.grab_focus()
	_title.select_all()


func _on_step_pressed(step: int) -> void:
	_chosen = clampi(_chosen + step, min_players, max_players)
	_players.text = str(_chosen)
	_fewer.disabled = _chosen == min_players
	_more.disabled = _chosen == max_players


func _on_text_submitted(_text: String) -> void:
	_submit()


func _submit() -> void:
	submitted.emit(_title.text.strip_edges(), _chosen, _private.button_pressed)
