class_name ArenaChat
extends VBoxContainer
## What the people in the room say, for a while; and what one says. [code]/mute Name[/code] hides somebody for good.

## Emitted when the player begins or ends writing.
signal writing_changed(is_writing: bool)

const _LINES := 6
const _SHOWN_S := 9.0
const _MUTE := "/mute "
const _MUTED := Color("95abb8")

static var _channel: GodwitChatChannel

var _left_s: float = 0.0

@onready var _log: RichTextLabel = %ChatLog
@onready var _field: LineEdit = %ChatField


## Listens for the room's channel, which comes with the room: before the scene of the fight.
static func prepare() -> void:
	if _channel == null:
		_channel = GodwitChatChannel.of_room(Godwit)


func _ready() -> void:
	prepare()
	_channel.line_added.connect(_on_line_added)
	_field.text_submitted.connect(_on_text_submitted)
	_field.focus_exited.connect(_end)
	_field.hide()
	_log.modulate.a = 0.0


func _process(delta: float) -> void:
	_left_s = _SHOWN_S if _field.visible else _left_s - delta
	_log.modulate.a = clampf(_left_s, 0.0, 1.0)


func _input(event: InputEvent) -> void:
	if _field.visible and event.is_action_pressed(&"ui_cancel"):
		get_viewport().set_input_as_handled()
		_end()


## Lets the player write.
func begin() -> void:
	_field.show()
	_field.edit()
	writing_changed.emit(true)


func _end() -> void:
	if _field.visible:
		_field.clear()
		_field.hide()
		writing_changed.emit(false)


func _on_text_submitted(text: String) -> void:
	_end()
	var said := text.strip_edges()
	if said.begins_with(_MUTE):
		_mute(said.substr(_MUTE.length()).strip_edges())
	elif not said.is_empty():
		var result := await _channel.say(said)
		if not result.ok:
			_note(LobbyTexts.of(result))


func _mute(muted_name: String) -> void:
	for member in _channel.members:
		if member.name_.nocasecmp_to(muted_name) == 0 and member.has_player_id:
			var result := await Godwit.chat.block(member.player_id, true)
			_note("%s is muted." % member.name_ if result.ok else LobbyTexts.of(result))
			return
	_note("Nobody with an account here is called %s." % muted_name)


func _on_line_added(line: GodwitChatLine) -> void:
	print("heard %s: %s" % [line.from.name_, line.text])
	_begin_line()
	_log.push_color(LobbyBadge.color_of(line.from.name_))
	_log.add_text(line.from.name_)
	_log.pop()
	_log.add_text("  " + line.text)


func _note(text: String) -> void:
	_begin_line()
	_log.push_color(_MUTED)
	_log.add_text(text)
	_log.pop()


func _begin_line() -> void:
	_left_s = _SHOWN_S
	if not _log.get_parsed_text().is_empty():
		_log.newline()
	if _log.get_paragraph_count() > _LINES:
		_log.remove_paragraph(0)
