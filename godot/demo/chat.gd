extends Control
## The chat window: connects, shows the greeting, and lets everyone talk in one channel.
##
## It also prints what happens, one plain line each, so that it can be run without a window;
## see [ChatArguments] for the command-line arguments.

const _STATE_TEXTS: Dictionary[int, String] = {
	GodwitClient.State.DISCONNECTED: "Disconnected",
	GodwitClient.State.CONNECTING: "Connecting…",
	GodwitClient.State.CONNECTED: "Connected",
	GodwitClient.State.RECONNECTING: "Reconnecting…",
}
const _STATE_COLORS: Dictionary[int, Color] = {
	GodwitClient.State.DISCONNECTED: Color("e06c6c"),
	GodwitClient.State.CONNECTING: Color("f2b25c"),
	GodwitClient.State.CONNECTED: Color("63d297"),
	GodwitClient.State.RECONNECTING: Color("f2b25c"),
}

var _arguments: ChatArguments
var _retry_at_ms: int = 0
var _retry_attempt: int = 0
var _is_back: bool = false # after a drop that lost nothing

@onready var _room: ChatRoom = %Room
@onready var _greeting: Label = %Greeting
@onready var _state_dot: Panel = %StateDot
@onready var _state: Label = %State
@onready var _url: LineEdit = %Url
@onready var _player_name: LineEdit = %PlayerName
@onready var _connect_button: Button = %ConnectButton
@onready var _notice: PanelContainer = %Notice
@onready var _notice_text: Label = %NoticeText
@onready var _channel: Label = %Channel
@onready var _log: ChatLog = %Log
@onready var _input: LineEdit = %Input
@onready var _send_button: Button = %SendButton
@onready var _members_title: Label = %MembersTitle
@onready var _member_list: ChatMemberList = %MemberList


func _ready() -> void:
	# A text window need not be redrawn while nothing changes.
	OS.low_processor_usage_mode = true
	_arguments = ChatArguments.parse(OS.get_cmdline_user_args())
	_listen()
	_room.channel = _arguments.channel
	_channel.text = "# " + _arguments.channel
	_url.text = _arguments.url if not _arguments.url.is_empty() else _default_url()
	_player_name.text = _arguments.name if not _arguments.name.is_empty() else "Player %d" % randi_range(100, 999)
	_input.grab_focus()
	_connect()
	if _arguments.quit_after_s > 0.0:
		get_tree().create_timer(_arguments.quit_after_s).timeout.connect(_quit)


func _process(_delta: float) -> void:
	var latency := ""
	if Godwit.state == GodwitClient.State.CONNECTED and Godwit.statistics.round_trip_ms >= 0.0:
		latency = " · %d ms" % roundi(Godwit.statistics.round_trip_ms)
	var is_back := _is_back and Godwit.state == GodwitClient.State.CONNECTED
	_state.text = ("Back" if is_back else _STATE_TEXTS[Godwit.state]) + latency
	if Godwit.state == GodwitClient.State.RECONNECTING:
		var wait_s := maxf(0.0, (_retry_at_ms - Time.get_ticks_msec()) / 1000.0)
		_notice_text.text = "No connection. Attempt %d in %.1f s; what you say now waits." % [_retry_attempt, wait_s]


func _listen() -> void:
	Godwit.state_changed.connect(_on_state_changed)
	Godwit.connected.connect(_on_connected)
	Godwit.resumed.connect(_on_resumed)
	Godwit.connection_lost.connect(_on_connection_lost)
	Godwit.reconnecting.connect(_on_reconnecting)
	Godwit.disconnected.connect(_on_disconnected)
	Godwit.server_draining.connect(_on_server_draining)
	Godwit.refusal_received.connect(_on_refused)
	_room.joined.connect(_on_joined)
	_room.join_refused.connect(_on_refused)
	_room.line_received.connect(_on_line_received)
	_room.member_joined.connect(_on_member_joined)
	_room.member_left.connect(_on_member_left)
	_connect_button.pressed.connect(_on_connect_pressed)
	_url.text_submitted.connect(_on_address_submitted)
	_player_name.text_submitted.connect(_on_address_submitted)
	_input.text_submitted.connect(_on_text_submitted)
	_send_button.pressed.connect(_on_send_pressed)


func _default_url() -> String:
	return str(ProjectSettings.get_setting(GodwitClient.URL_SETTING, GodwitClient.DEFAULT_URL))


func _connect() -> void:
	_room.player_name = _player_name.text.strip_edges()
	# Each name is its own player, so that several windows on one machine are several players.
	Godwit.identity.profile = _room.player_name
	var result := await Godwit.identity.sign_in(_url.text, _room.player_name)
	if result.ok:
		print("signed in as %s" % Godwit.player_id)
	elif result.code == &"address.invalid":
		_show_notice(GodwitAddress.read(_url.text).problem)
	elif result.code != &"message.unknown_type" and Godwit.state == GodwitClient.State.CONNECTED:
		_on_refused(result)


func _say(text: String) -> void:
	var result := await _room.say(text)
	if result.ok:
		print("said id=%d" % (result.value as GodwitChatSaid).id)
		return
	_on_refused(result)


func _quit() -> void:
	if not _arguments.screenshot_path.is_empty():
		queue_redraw()
		await RenderingServer.frame_post_draw
		get_viewport().get_texture().get_image().save_png(_arguments.screenshot_path)
	print("quit")
	get_tree().quit()


func _on_state_changed(state: GodwitConnection.State) -> void:
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
	print("connection_lost will_retry=%s" % will_retry)
	_log.add_note("The connection was lost.")


func _on_reconnecting(attempt: int, delay_ms: int) -> void:
	_retry_attempt = attempt
	_retry_at_ms = Time.get_ticks_msec() + delay_ms
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


func _on_joined(history: Array[ChatRemark]) -> void:
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
	if not text.is_empty():
		_say(text)


func _show_notice(text: String) -> void:
	_notice_text.text = text
	_notice.show()


func _show_members() -> void:
	_member_list.show_members(_room.members.values(), _room.own_id)
	_members_title.text = "Here now · %d" % _room.members.size()
