class_name ChatLog
extends ScrollContainer
## What was said, oldest first; keeps the newest line visible.

const _BUBBLE := preload("res://demo/chat_bubble.tscn")
const _MAX_ENTRIES := 200

var _shown: Dictionary[String, bool] = {} # keys of the lines that were added

@onready var _entries: VBoxContainer = %Lines


func _ready() -> void:
	# The bar only knows the new height after the new entry was laid out.
	get_v_scroll_bar().changed.connect(_show_newest)


## Adds what someone said, unless it is already there: after a reconnect the history repeats itself.
func add_line(line: ChatRemark, is_own: bool) -> void:
	if _shown.has(line.get_key()):
		return
	_shown[line.get_key()] = true
	var bubble: ChatBubble = _BUBBLE.instantiate()
	_add(bubble)
	bubble.show_line(line, is_own)


## Adds a system message.
func add_note(text: String) -> void:
	var note := Label.new()
	note.text = text
	note.theme_type_variation = &"MutedLabel"
	note.horizontal_alignment = HORIZONTAL_ALIGNMENT_CENTER
	_add(note)


func _add(entry: Control) -> void:
	_entries.add_child(entry)
	if _entries.get_child_count() > _MAX_ENTRIES:
		_entries.get_child(0).queue_free()


func _show_newest() -> void:
	scroll_vertical = ceili(get_v_scroll_bar().max_value)
