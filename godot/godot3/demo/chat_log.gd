class_name ChatLog
extends ScrollContainer
## What was said, oldest first; keeps the newest line visible.

const _BUBBLE := preload("res://demo/chat_bubble.tscn")
const _NOTE_FONT := preload("res://demo/fonts/small.tres")
const _NOTE_COLOR := Color(0.58, 0.67, 0.72)
const _MAX_ENTRIES := 200

var _shown: Dictionary = {} # keys of the lines that were added

onready var _entries: VBoxContainer = $Lines


func _ready() -> void:
	# The bar only knows the new height after the new entry was laid out.
	get_v_scrollbar().connect("changed", self, "_show_newest")


## Adds what someone said, unless it is already there: after a reconnect the history repeats itself.
func add_line(line: ChatRemark, is_own: bool) -> void:
	if _shown.has(line.get_key()):
		return
	_shown[line.get_key()] = true
	var bubble: ChatBubble = _BUBBLE.instance()
	_add(bubble)
	bubble.show_line(line, is_own)


## Adds a system message.
func add_note(text: String) -> void:
	var note := Label.new()
	note.text = text
	note.align = Label.ALIGN_CENTER
	note.add_font_override("font", _NOTE_FONT)
	note.add_color_override("font_color", _NOTE_COLOR)
	_add(note)


func _add(entry: Control) -> void:
	_entries.add_child(entry)
	if _entries.get_child_count() > _MAX_ENTRIES:
		_entries.get_child(0).queue_free()


func _show_newest() -> void:
	scroll_vertical = int(get_v_scrollbar().max_value)
