@tool
class_name GodwitDock
extends VBoxContainer
## The editor's Godwit dock: shows whether the running server has the contract that the classes were generated from.
##
## It can also regenerate them, if the server's folder is available.

## The project setting with the server's folder; a relative path is relative to the project.
const SERVER_FOLDER_SETTING := "godwit/editor/server_folder"

const _CONTRACT_FILE := "generated/godwit_contract.gd"
const _CHECK_TIMEOUT_S := 5.0

var _url_label := Label.new()
var _own_label := Label.new()
var _server_label := Label.new()
var _state_label := Label.new()
var _check_button := Button.new()
var _generate_button := Button.new()
var _output := RichTextLabel.new()
var _http := HTTPRequest.new()
var _generator := GodwitGenerator.new()


func _init() -> void:
	name = "Godwit"
	_http.timeout = _CHECK_TIMEOUT_S
	_http.request_completed.connect(_on_http_request_completed)
	add_child(_http)
	_add_labels()
	_add_buttons()
	_output.size_flags_vertical = Control.SIZE_EXPAND_FILL
	_output.custom_minimum_size = Vector2(0.0, 80.0)
	_output.selection_enabled = true
	_output.scroll_following = true
	add_child(_output)
	_generator.finished.connect(_on_generator_finished)


func _ready() -> void:
	ProjectSettings.settings_changed.connect(_show_own_side)
	_show_own_side()
	_show_state("not checked yet", &"font_placeholder_color")


func _process(_delta: float) -> void:
	_generator.poll()


func _exit_tree() -> void:
	_generator.wait()
	if ProjectSettings.settings_changed.is_connected(_show_own_side):
		ProjectSettings.settings_changed.disconnect(_show_own_side)


## Asks the server in the project settings for its contract, and shows whether it matches the generated one.
func check() -> void:
	_show_own_side()
	_server_label.text = "…"
	_http.cancel_request()
	var error := _http.request(contract_address(GodwitDock.server_url()))
	if error == OK:
		_show_state("asking…", &"font_placeholder_color")
	else:
		_show_unreachable("%s is no address." % GodwitDock.server_url())


## Generates the classes from the server's source; the output says how it went.
func generate() -> void:
	var problem := _generator.start(str(ProjectSettings.get_setting(SERVER_FOLDER_SETTING, "")))
	_output.text = problem if not problem.is_empty() else "Generating…"
	_generate_button.disabled = problem.is_empty()


## The server's address, from the project settings.
static func server_url() -> String:
	return str(ProjectSettings.get_setting(GodwitClient.URL_SETTING, GodwitClient.DEFAULT_URL))


## Where the server at [param url] publishes its contract.
static func contract_address(url: String) -> String:
	var scheme := "https://" if url.begins_with("wss://") else "http://"
	return scheme + url.get_slice("://", 1).get_slice("/", 0).get_slice("?", 0) + "/contract"


## The addon's folder, which may have any name.
static func addon_folder() -> String:
	var script: Script = GodwitDock
	return script.resource_path.get_base_dir().get_base_dir()


## The hash in the generated classes, read from the file, since it may have changed since it was loaded; empty if
## there is none.
static func generated_hash() -> String:
	var source := FileAccess.get_file_as_string(addon_folder().path_join(_CONTRACT_FILE))
	var found := RegEx.create_from_string("const HASH := \"([0-9a-f]+)\"").search(source)
	return found.get_string(1) if found != null else ""


## The hash of the contract a server returned; empty if [param body] is not a contract.
static func hash_in(body: PackedByteArray) -> String:
	var json := JSON.new()
	if json.parse(body.get_string_from_utf8()) != OK:
		return ""
	return GodwitFields.text_of(GodwitFields.to_object(json.data), "hash")


func _add_labels() -> void:
	var grid := GridContainer.new()
	grid.columns = 2
	for row: Array in [
		["Server", _url_label], ["Generated", _own_label], ["Server has", _server_label], ["State", _state_label],
	]:
		var title := Label.new()
		title.text = row[0]
		grid.add_child(title)
		var value: Label = row[1]
		value.size_flags_horizontal = Control.SIZE_EXPAND_FILL
		value.text_overrun_behavior = TextServer.OVERRUN_TRIM_ELLIPSIS
		value.mouse_filter = Control.MOUSE_FILTER_PASS
		grid.add_child(value)
	add_child(grid)


func _add_buttons() -> void:
	var row := HBoxContainer.new()
	_check_button.text = "Check"
	_check_button.tooltip_text = "Compare the generated classes with the running server"
	_check_button.pressed.connect(check)
	_generate_button.text = "Generate"
	_generate_button.tooltip_text = "Generate the classes from the server's source"
	_generate_button.pressed.connect(generate)
	for button: Button in [_check_button, _generate_button]:
		button.size_flags_horizontal = Control.SIZE_EXPAND_FILL
		row.add_child(button)
	add_child(row)


func _show_own_side() -> void:
	_url_label.text = GodwitDock.server_url()
	_url_label.tooltip_text = "Project Settings, %s" % GodwitClient.URL_SETTING
	var own_hash := GodwitDock.generated_hash()
	_own_label.text = own_hash if not own_hash.is_empty() else "nothing"


func _show_state(text: String, color: StringName) -> void:
	_state_label.text = text
	_state_label.add_theme_color_override(&"font_color", get_theme_color(color, &"Editor"))


func _show_unreachable(why: String) -> void:
	_server_label.text = "–"
	_show_state("unreachable", &"error_color")
	_output.text = why


func _on_http_request_completed(
	result: int, status: int, _headers: PackedStringArray, body: PackedByteArray,
) -> void:
	var address := GodwitDock.contract_address(GodwitDock.server_url())
	if result != HTTPRequest.RESULT_SUCCESS:
		_show_unreachable("Nothing answers at %s. Is the server running?" % address)
		return
	var server_hash := GodwitDock.hash_in(body) if status == 200 else ""
	if server_hash.is_empty():
		_show_unreachable("%s answered %d, but no contract. Is it a Godwit server?" % [address, status])
		return

	_server_label.text = server_hash
	var is_equal := server_hash == GodwitDock.generated_hash()
	_show_state("equal" if is_equal else "differs", &"success_color" if is_equal else &"warning_color")
	_output.text = "" if is_equal else "The classes were generated from another contract than the server has."


func _on_generator_finished(exit_code: int, output: String) -> void:
	_generate_button.disabled = false
	_output.text = output.strip_edges() if exit_code == 0 else "It failed (%d).\n%s" % [exit_code, output.strip_edges()]
	EditorInterface.get_resource_filesystem().scan()
	_show_own_side()
