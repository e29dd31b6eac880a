class_name LobbyChatPanel
extends PanelContainer
## The chat of the lobby, your party and your room, one at a time.

## Emitted when something failed.
signal refused(result: GodwitResult)

enum Place { LOBBY, PARTY, ROOM }

## The channel that everyone in the lobby is in.
@export var lobby_channel: String = "lobby"

var _place: Place = Place.LOBBY
var _channels: Dictionary[Place, GodwitChatChannel] = {}

@onready var _tabs: Dictionary[Place, Button] = { Place.LOBBY: %Lobby, Place.PARTY: %Party, Place.ROOM: %Room }
@onready var _log: RichTextLabel = %Log
@onready var _input: LineEdit = %Input
@onready var _say: Button = %Say


func _ready() -> void:
	_channels[Place.LOBBY] = GodwitChatChannel.named(Godwit, lobby_channel)
	_channels[Place.PARTY] = GodwitChatChannel.of_party(Godwit)
	_channels[Place.ROOM] = GodwitChatChannel.of_room(Godwit)
	for place: Place in _channels:
		_tabs[place].pressed.connect(_go_to.bind(place))
		_channels[place].joined.connect(_on_joined.bind(place))
		_channels[place].left.connect(_on_left.bind(place))
		_channels[place].line_added.connect(_on_line_added.bind(place))
		_channels[place].line_changed.connect(_on_line_changed.bind(place))
	_input.text_submitted.connect(_on_text_submitted)
	_say.pressed.connect(_on_say_pressed)
	_show()


## Joins the lobby's channel.
func open() -> void:
	_tell(await _channels[Place.LOBBY].open())


## Says [param text] in the current channel.
func say(text: String) -> void:
	_tell(await _channels[_place].say(text))


func _go_to(place: Place) -> void:
	_place = place
	_show()


func _show() -> void:
	for place in _tabs:
		_tabs[place].set_pressed_no_signal(place == _place)
		_tabs[place].visible = place == Place.LOBBY or _channels[place].is_joined
	var channel := _channels[_place]
	_input.editable = channel.is_joined
	_say.disabled = not channel.is_joined
	_log.clear()
	if channel.is_joined and channel.lines.is_empty():
		_log.push_color(Color("6f8592"))
		_log.add_text("Nobody has said anything yet.")
		_log.pop()
	for line in channel.lines:
		_add(line)


func _add(line: GodwitChatLine) -> void:
	if _log.get_parsed_text().length() > 0:
		_log.newline()
	_log.push_color(LobbyBadge.color_of(line.from.name_))
	_log.push_bold()
	_log.add_text(line.from.name_)
	_log.pop()
	_log.pop()
	_log.add_text("  ")
	if line.is_deleted:
		_log.push_color(Color("6f8592"))
		_log.add_text("deleted")
		_log.pop()
	else:
		_log.add_text(line.text)


# The view follows the player: into the room, and back.
func _on_joined(place: Place) -> void:
	if place != Place.LOBBY:
		_place = place
	_show()


func _on_left(place: Place) -> void:
	if place == _place:
		_place = Place.PARTY if _channels[Place.PARTY].is_joined else Place.LOBBY
	_show()


func _on_line_added(line: GodwitChatLine, place: Place) -> void:
	print("heard %s: %s" % [line.from.name_, line.text])
	if place != _place:
		return
	if _channels[place].lines.size() == 1:
		_show()
	else:
		_add(line)


func _on_line_changed(_line: GodwitChatLine, place: Place) -> void:
	if place == _place:
		_show()


func _on_text_submitted(_text: String) -> void:
	_on_say_pressed()


func _on_say_pressed() -> void:
	var text := _input.text.strip_edges()
	_input.clear()
	if not text.is_empty():
		say(text)


func _tell(result: GodwitResult) -> void:
	if not result.ok:
		refused.emit(result)
