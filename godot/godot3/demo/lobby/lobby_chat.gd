class_name LobbyChat
extends PanelContainer
## The chat where you are: in the room, else in the party, else in the lobby.

## Emitted with a GodwitResult when something failed.
signal refused(result)

const _CHANNEL := preload("res://addons/godwit/features/chat/godwit_chat_channel.gd")

## The channel that everyone in the lobby is in.
export var lobby_channel: String = "lobby"

var _channels: Array # of the lobby, the party and the room

onready var _place: Label = $Rows/Place
onready var _log: RichTextLabel = $Rows/Log
onready var _input: LineEdit = $Rows/Input


func _ready() -> void:
	_channels = [_CHANNEL.named(Godwit, lobby_channel), _CHANNEL.of_party(Godwit), _CHANNEL.of_room(Godwit)]
	for channel in _channels:
		channel.connect("joined", self, "_show")
		channel.connect("left", self, "_show")
		channel.connect("line_added", self, "_on_line_added", [channel])
		channel.connect("line_changed", self, "_on_line_changed")
	_input.connect("text_entered", self, "_on_text_entered")
	_show()


## Joins the lobby's channel.
func open() -> void:
	_tell(_channels[0].open())


## Says a text in the current channel.
func say(text: String) -> void:
	_tell(_get_current().say(text))


func _get_current() -> GodwitChatChannel:
	for index in [2, 1]:
		if _channels[index].is_joined:
			return _channels[index]
	return _channels[0]


func _show() -> void:
	var current := _get_current()
	_place.text = "Chat · " + ["Lobby", "Party", "Room"][_channels.find(current)]
	_input.editable = current.is_joined
	_log.clear()
	for line in current.lines:
		_add(line)


func _add(line: GodwitChatLine) -> void:
	_log.push_color(Color.from_hsv(float(line.from.name_.hash() % 360) / 360.0, 0.45, 0.9))
	_log.add_text(line.from.name_)
	_log.pop()
	_log.add_text("  " + ("deleted" if line.is_deleted else line.text))
	_log.newline()


func _on_line_added(line: GodwitChatLine, channel: GodwitChatChannel) -> void:
	print("heard %s: %s" % [line.from.name_, line.text])
	if channel == _get_current():
		_add(line)


func _on_line_changed(_line: GodwitChatLine) -> void:
	_show()


func _on_text_entered(text: String) -> void:
	_input.clear()
	if text.strip_edges() != "":
		say(text.strip_edges())


func _tell(call) -> void:
	var result: GodwitResult = yield(call, "completed")
	if not result.ok:
		emit_signal("refused", result)
