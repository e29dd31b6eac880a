extends Control
## The chat window: connects, shows the greeting, and lets everyone talk in one channel.
##
## It also prints what happens, one plain line each, so that it can be run without a window; see ChatArguments for
## the command-line arguments.

const _STATE_TEXTS := {
	GodwitClient.State.DISCONNECTED: "Disconnected",
	GodwitClient.State.CONNECTING: "Connecting…",
	GodwitClient.State.CONNECTED: "Connected",
	GodwitClient.State.RECONNECTING: "Reconnecting…",
}
const _STATE_COLORS := {
	GodwitClient.State.DISCONNECTED: Color("e06c6c"),
	GodwitClient.State.CONNECTING: Color("f2b25c"),
	GodwitClient.State.CONNECTED: Color("63d297"),
	GodwitClient.State.RECONNECTING: Color("f2b25c"),
}

var _arguments := ChatArguments.new()
var _retry_at_ms: int = 0
var _retry_attempt: int = 0
var _is_back: bool = false # after a drop that lost nothing

onready var _room: ChatRoom = $Room
onready var _greeting: Label = $Margin/Rows/Header/Titles/Greeting
onready var _state_dot: Panel = $Margin/Rows/Header/StatePill/Columns/StateDot
onready var _state: Label = $Margin/Rows/Header/StatePill/Columns/State
onready var _url: LineEdit = $Margin/Rows/Connect/Url
onready var _player_name: LineEdit = $Margin/Rows/Connect/PlayerName
onready var _connect_button: Button = $Margin/Rows/Connect/ConnectButton
onready var _notice: PanelContainer = $Margin/Rows/Notice
onready var _notice_text: Label = $Margin/Rows/Notice/NoticeText
onready var _channel: Label = $Margin/Rows/Columns/Talk/Rows/Channel
onready var _log: ChatLog = $Margin/Rows/Columns/Talk/Rows/Log
onready var _input: LineEdit = $Margin/Rows/Columns/Talk/Rows/Say/Input
onready var _send_button: Button = $Margin/Rows/Columns/Talk/Rows/Say/SendButton
onready var _members_title: Label = $Margin/Rows/Columns/Members/Rows/MembersTitle
onready var _member_list: ChatMemberList = $Margin/Rows/Columns/Members/Rows/Scroll/MemberList


func _ready() -> void:
	randomize()
	# A text window need not be redrawn while nothing changes.
	OS.low_processor_usage_mode = true
	_arguments.parse(OS.get_cmdline_args())
	_listen()
	_room.channel = _arguments.channel
	_channel.text = "# " + _arguments.channel
	_url.text = _arguments.url if _arguments.url != "" else _default_url()
	_player_name.text = _arguments.name if _arguments.name != "" else "Player %d" % (100 + randi() % 900)
	_input.grab_focus()
	_connect()
	if _arguments.quit_after_s > 0.0:
		get_tree().create_timer(_arguments.quit_after_s).connect("timeout", self, "_quit")


func _process(_delta: float) -> void:
	var latency := ""
	if Godwit.state == GodwitClient.State.CONNECTED and Godwit.statistics.round_trip_ms >= 0.0:
		latency = " · %d ms" % round(Godwit.statistics.round_trip_ms)
	var is_back: bool = _is_back and Godwit.state == GodwitClient.State.CONNECTED
	_state.text = ("Back" if is_back else _STATE_TEXTS[Godwit.state]) + latency
	if Godwit.state == GodwitClient.State.RECONNECTING:
		var wait_s := max(0.0, (_retry_at_ms - OS.get_ticks_msec()) / 1000.0)
		_notice_text.text = "No connection. Attempt %d in %.1f s; what you say now waits." % [_retry_attempt, wait_s]


func _listen() -> void:
	Godwit.connect("state_changed", self, "_on_state_changed")
	Godwit.connect("connected", self, "_on_connected")
	Godwit.connect("resumed", self, "_on_resumed")
	Godwit.connect("connection_lost", self, "_on_connection_lost")
	Godwit.connect("reconnecting", self, "_on_reconnecting")
	Godwit.connect("disconnected", self, "_on_disconnected")
	Godwit.connect("server_draining", self, "_on_server_draining")
	Godwit.connect("refusal_received", self, "_on_refused")
	_room.connect("joined", self, "_on_joined")
	_room.connect("join_refused", self, "_on_refused")
	_room.connect("line_received", self, "_on_line_received")
	_room.connect("member_joined", self, "_on_member_joined")
	_room.connect("member_left", self, "_on_member_left")
	_connect_button.connect("pressed", self, "_on_connect_pressed")
	_url.connect("text_entered", self, "_on_address_submitted")
	_player_name.connect("text_entered", self, "_on_address_submitted")
	_input.connect("text_entered", self, "_on_text_submitted")
	_send_button.connect("pressed", self, "_on_send_pressed")


func _default_url() -> String:
	if ProjectSettings.has_setting(GodwitClient.URL_SETTING):
		return str(ProjectSettings.get_setting(GodwitClient.URL_SETTING))
	return GodwitClient.DEFAULT_URL


func _connect() -> void:
	_room.player_name = _player_name.text.strip_edges()
	# Each name is its own player, so that several windows on one machine are several players.
	Godwit.identity.profile = _room.player_name
	var result: GodwitResult = yield(Godwit.identity.sign_in(_url.text, _room.player_name), "completed")
	if result.ok:
		print("signed in as %s" % Godwit.player_id)
	elif result.code == "address.invalid":
		_show_notice(GodwitAddress.read(_url.text).problem)
	elif result.code != "message.unknown_type" and Godwit.state == GodwitClient.State.CONNECTED:
		_on_refused(result)


func _say(text: String) -> void:
	var result: GodwitResult = yield(_room.say(text), "completed")
	if result.ok:
		print("said id=%d" % result.value.id)
		return
	_on_refused(result)


func _quit() -> void:
	if _arguments.screenshot_path != "":
		update()
		yield(VisualServer, "frame_post_draw")
		var image := get_viewport().get_texture().get_data()
		image.flip_y()
		image.save_png(_arguments.screenshot_path)
	print("quit")
	get_tree().quit()


func _on_state_changed(state: int) -> void:
	_state_dot.modulate = _STATE_COLORS[state]
	_connect_button.text = "Connect" if state == GodwitClient.State.DISCONNECTED else "Disconnect"


func _on_connected(session_id: String) -> void:
	_greeting.text = "The server says: “%s”" % Godwit.greeting
	_notice.hide()
	_is_back = false
	print("connected session=%s" % session_id)
	print("greeting %s" % Godwit.greeting)


func _on_resumed(session_id: String) -> void:
	_notice.hide()
	_is_back = true
	print("resumed session=%s" % session_id)
	_log.add_note("Back: nothing was missed.")


func _on_connection_lost(will_retry: bool) -> void:
	print("connection_lost will_retry=%s" % str(will_retry).to_lower())
	_log.add_note("The connection was lost.")


func _on_reconnecting(attempt: int, delay_ms: int) -> void:
	_retry_attempt = attempt
	_retry_at_ms = OS.get_ticks_msec() + delay_ms
	_notice.show()
	print("reconnecting attempt=%d delay_ms=%d" % [attempt, delay_ms])


func _on_disconnected(code: int, reason: String) -> void:
	print("disconnected code=%d reason=%s" % [code, reason])
	_show_members()
	if code == GodwitClose.NORMAL:
		_notice.hide()
	else:
		_show_notice("The server ended the connection (%d %s)." % [code, reason])


func _on_server_draining(reconnect_after_ms: int) -> void:
	print("draining reconnect_after_ms=%d" % reconnect_after_ms)
	_log.add_note("The server is about to restart.")


func _on_refused(result: GodwitResult) -> void:
	print("refused code=%s" % result.code)
	_log.add_note("Refused: %s (%s)" % [result.text, result.code])


func _on_joined(history: Array) -> void:
	print("joined channel=%s members=%d history=%d" % [_room.channel, _room.members.size(), history.size()])
	for line in history:
		_log.add_line(line, line.from.id == _room.own_id)
	_show_members()
	_log.add_note("You are in #%s." % _room.channel)
	var texts := _arguments.say
	_arguments.say = []
	for text in texts:
		_say(text)


func _on_line_received(line: ChatRemark) -> void:
	print("received from=%s text=%s" % [line.from.name, line.text])
	_log.add_line(line, line.from.id == _room.own_id)


func _on_member_joined(member: ChatPerson) -> void:
	print("member_joined name=%s" % member.name)
	_show_members()
	_log.add_note("%s came in." % member.name)


func _on_member_left(member: ChatPerson) -> void:
	print("member_left name=%s" % member.name)
	_show_members()
	_log.add_note("%s left." % member.name)


func _on_connect_pressed() -> void:
	if Godwit.state == GodwitClient.State.DISCONNECTED:
		_connect()
	else:
		Godwit.disconnect_from_server()


func _on_address_submitted(_text: String) -> void:
	_connect()


func _on_text_submitted(_text: String) -> void:
	_on_send_pressed()


func _on_send_pressed() -> void:
	var text := _input.text.strip_edges()
	_input.clear()
	if text != "":
		_say(text)


func _show_notice(text: String) -> void:
	_notice_text.text = text
	_notice.show()


func _show_members() -> void:
	_member_list.show_members(_room.members.values(), _room.own_id)
	_members_title.text = "Here now · %d" % _room.members.size()
