class_name LobbySignIn
extends CenterContainer
## Asks for a name and connects to the server.

## Emitted when the player wants to sign in.
signal submitted(player_name: String, url: String)

@onready var _name: LineEdit = %Name
@onready var _url: LineEdit = %Url
@onready var _play: Button = %Play


func _ready() -> void:
	_name.text_changed.connect(_on_text_changed)
	_name.text_submitted.connect(_on_text_submitted)
	_url.text_submitted.connect(_on_text_submitted)
	_play.pressed.connect(_on_play_pressed)


## Shows the suggested values.
func propose(player_name: String, url: String) -> void:
	_name.text = player_name
	_url.text = url
	_on_text_changed(player_name)


## Shows whether connecting is in progress.
func show_busy(is_busy: bool) -> void:
	_play.text = "Connecting…" if is_busy else "Play"
	_play.disabled = is_busy or _name.text.strip_edges().is_empty()


## Focuses the name field.
func focus_first() -> void:
	_name.grab_focus()
	_name.select_all()


func _on_text_changed(text: String) -> void:
	_play.disabled = text.strip_edges().is_empty()


func _on_text_submitted(_text: String) -> void:
	_on_play_pressed()


func _on_play_pressed() -> void:
	if not _play.disabled:
		submitted.emit(_name.text.strip_edges(), _url.text.strip_edges())
