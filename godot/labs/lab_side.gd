class_name LabSide
extends VBoxContainer
## The side of a lab: its text, and the files that run, as they are.

const _KEYWORDS := (
	"class_name extends signal const enum var func static return if elif else for in while match break continue pass and "
	+ "or not await true false null self super is as import export class function let readonly override new this of type"
)
const _KEYWORD := Color("f2b25c")
const _COMMENT := Color("6f8592")
const _STRING := Color("9bd18b")
const _SYMBOL := Color("b9cad4")
const _NUMBER := Color("5cc2b2")

@onready var _tabs: HFlowContainer = %Tabs
@onready var _text: RichTextLabel = %Text
@onready var _code: CodeEdit = %Code


## Shows [param text] and a button for each of [param files]; opens number [param page], 0 for the text.
func show_pages(text: String, files: PackedStringArray, page: int) -> void:
	_text.text = text
	_code.syntax_highlighter = _make_highlighter()
	_add_tab("Text", _show_text)
	for path in files:
		_add_tab(path.get_file(), _show_file.bind(path))
	var chosen: Button = _tabs.get_child(clampi(page, 0, files.size()))
	chosen.button_pressed = true
	chosen.pressed.emit()


func _add_tab(caption: String, on_pressed: Callable) -> void:
	var tab := Button.new()
	tab.theme_type_variation = &"TabButton"
	tab.text = caption
	tab.toggle_mode = true
	tab.button_group = _tabs.get_meta(&"group", ButtonGroup.new())
	_tabs.set_meta(&"group", tab.button_group)
	tab.focus_mode = Control.FOCUS_NONE
	tab.add_theme_font_size_override(&"font_size", 13)
	tab.pressed.connect(on_pressed)
	_tabs.add_child(tab)


func _show_text() -> void:
	_text.visible = true
	_code.visible = false


func _show_file(path: String) -> void:
	_text.visible = false
	_code.visible = true
	# The server's files lie beside the project, and outside it.
	var content := FileAccess.get_file_as_string(ProjectSettings.globalize_path(path))
	_code.text = content if not content.is_empty() else "%s is not here: it is in Godwit's repository." % path


static func _make_highlighter() -> CodeHighlighter:
	var highlighter := CodeHighlighter.new()
	for keyword in _KEYWORDS.split(" "):
		highlighter.add_keyword_color(keyword, _KEYWORD)
	highlighter.number_color = _NUMBER
	highlighter.symbol_color = _SYMBOL
	highlighter.function_color = Color("e3ecf1")
	highlighter.member_variable_color = Color("e3ecf1")
	highlighter.add_color_region("#", "", _COMMENT, true)
	highlighter.add_color_region("//", "", _COMMENT, true)
	highlighter.add_color_region("/**", "*/", _COMMENT)
	highlighter.add_color_region("\"", "\"", _STRING)
	highlighter.add_color_region("'", "'", _STRING)
	return highlighter
