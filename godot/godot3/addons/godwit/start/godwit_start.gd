extends Control
## The addon's start scene: connects to the server in the project settings, and says how to start one if there is none.
##
## It runs in an empty project. No game needs it.

const _GREEN := Color("63d297")
const _AMBER := Color("f2b25c")
const _RED := Color("e06c6c")
const _START_A_SERVER := "npm create godwit@latest my-game && cd my-game && npm install && npm run dev"

var _godwit: GodwitClient
var _was_told: bool = false # that there is no server

onready var _state: Label = $Margin/Rows/State
onready var _text: Label = $Margin/Rows/Text
onready var _command: LineEdit = $Margin/Rows/Command
onready var _where: Label = $Margin/Rows/Where


func _ready() -> void:
	_godwit = _find_client()
	var _error := _godwit.connect("connected", self, "_on_connected")
	_error = _godwit.connect("resumed", self, "_on_connected")
	_error = _godwit.connect("connection_lost", self, "_on_connection_lost")
	_error = _godwit.connect("reconnecting", self, "_on_reconnecting")
	_error = _godwit.connect("disconnected", self, "_on_disconnected")
	_command.text = _START_A_SERVER
	_where.text = "The address is the project setting %s. This scene is %s; your own takes its place as main scene in %s." % [
		GodwitClient.URL_SETTING, filename, "Project Settings, Application, Run",
	]
	_show("Connecting to %s ..." % _address(), _AMBER, "")
	if _godwit.state == GodwitClient.State.DISCONNECTED:
		_error = _godwit.connect_to_server()
	elif _godwit.state == GodwitClient.State.CONNECTED:
		_on_connected(_godwit.session_id)


# The plugin's autoload, or a client of its own if the plugin is not enabled.
func _find_client() -> GodwitClient:
	var autoload := get_tree().root.get_node_or_null("Godwit") as GodwitClient
	if autoload != null:
		return autoload
	var client := GodwitClient.new()
	add_child(client)
	return client


func _address() -> String:
	if _godwit.server_url != "":
		return _godwit.server_url.trim_suffix("/")
	if ProjectSettings.has_setting(GodwitClient.URL_SETTING):
		return str(ProjectSettings.get_setting(GodwitClient.URL_SETTING))
	return GodwitClient.DEFAULT_URL


func _show(state: String, color: Color, text: String, command_is_shown: bool = false) -> void:
	_state.text = state
	_state.add_color_override("font_color", color)
	_text.text = text
	_text.visible = text != ""
	_command.visible = command_is_shown


func _show_missing() -> void:
	var text := "Start one, and this scene finds it. In a project that you have: npm run dev. A new one:"
	_show("There is no server at %s." % _address(), _RED, text, true)
	if not _was_told:
		_was_told = true
		print("Godwit: there is no server at %s. A new one: %s" % [_address(), _START_A_SERVER])


func _on_connected(_session_id: String) -> void:
	_was_told = false
	var text := "It says: %s" % _godwit.greeting if _godwit.greeting != "" else ""
	_show("Connected to %s." % _address(), _GREEN, text)
	print("Godwit: connected to %s." % _address())


func _on_connection_lost(_will_retry: bool) -> void:
	_show_missing()


func _on_reconnecting(_attempt: int, _delay_ms: int) -> void:
	_show_missing()


func _on_disconnected(code: int, reason: String) -> void:
	_show("The connection to %s is over." % _address(), _RED, "Code %d: %s" % [code, reason])
	print("Godwit: the connection is over, code %d: %s" % [code, reason])
