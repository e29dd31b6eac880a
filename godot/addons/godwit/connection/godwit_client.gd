@icon("../editor/icons/godwit_client.svg")
class_name GodwitClient
extends Node
## Connects one player to the game server and speaks its protocol.
##
## Add it to a scene or use the [code]Godwit[/code] autoload. It polls itself, even while the game is paused, and
## reconnects automatically after the link is lost. Use it on the main thread; from another thread call it with
## [method Callable.call_deferred].
## [codeblock]
## func _ready() -> void:
##     Godwit.on(GodwitChatReceived.TYPE, _on_chat_received)
##     Godwit.connect_to_server("ws://localhost:1234")
##     await Godwit.connected
##     var result := await Godwit.request(GodwitMessage.of(GodwitChatSay.TYPE, { "channel": "lobby", "text": "hi" }))
##     if not result.ok:
##         print(result.code)
## [/codeblock]

## Emitted each time a session starts on the server: at the first Welcome, and after a reconnect that came too late, or to a
## restarted server. What a listener sends goes out before the messages queued, so it can first restore what the server forgot.
signal connected(session_id: String)
## Emitted instead of [signal connected] when the session resumed after a drop: the server forgot nothing, and whatever either
## side sent in the meantime arrives once and in order.
signal resumed(session_id: String)
## Emitted when the connection is over for good: stopped by the game, refused, or given up. [param code] is the
## WebSocket close code (see [GodwitClose]), [param reason] may hold an error code such as [code]rate.limited[/code], or
## [code]address.invalid[/code] if it never started.
signal disconnected(code: int, reason: String)
## Emitted when a working link is lost; [param will_retry] is false when [signal disconnected] follows instead of
## [signal reconnecting].
signal connection_lost(will_retry: bool)
## Emitted when attempt [param attempt] will be made in [param delay_ms] milliseconds.
signal reconnecting(attempt: int, delay_ms: int)
## Emitted when [member state] changed.
signal state_changed(state: GodwitConnection.State)
## Emitted for every message that is not the reply to a request.
signal message_received(message: GodwitMessage)
## Emitted for every reply to a request, before the requester gets it: for code that mirrors server
## state. [param request] is null when nobody waits for the reply any more.
signal answer_received(request: GodwitRequest, result: GodwitResult)
## Emitted when the server refused something that was not a request: a message sent with [method send], or the Hello. Also
## with [code]packet.malformed[/code] when a packet from the server can't be read and is skipped.
signal refusal_received(refusal: GodwitResult)
## Emitted when a message will never be sent; with [code]session.lost[/code], it was sent and may have arrived.
signal message_dropped(message: GodwitMessage, code: StringName)
## Emitted when the server's contract differs from this client's, with the differences: shared rules by their keys, messages in
## order of type. What is new at the server is among them. Emitted once per such contract; [member contract_differences] keeps them.
signal contract_differs(differences: Array[GodwitContractDifference])
## Emitted when the server is about to restart; the client reconnects automatically after [param reconnect_after_ms].
signal server_draining(reconnect_after_ms: int)
## Emitted when [member is_server_paused] changed: the server stands still, waiting for its database, or goes on.
signal server_paused(is_paused: bool)

## The connection's state.
const State := GodwitConnection.State

## The project setting with the address that [method connect_to_server] uses by default.
const URL_SETTING := "godwit/client/url"
## The address if neither the call nor the project sets one.
const DEFAULT_URL := "ws://localhost:1234"

## Tunable settings; changes apply from the next [method connect_to_server]. Starts with the project's settings.
@export var settings: GodwitSettings = GodwitSettings.from_project()

## The connection's state.
var state: GodwitConnection.State:
	get:
		return _connection.state if _connection != null else State.DISCONNECTED
## The address of the latest [method connect_to_server]; empty before the first.
var server_url: String = ""
## The session's id on the server; empty before the first Welcome.
var session_id: String = ""
## The name others see, where the server asks for one: in rooms, parties and channels you join from now on, 1 to 24
## characters; empty to let the server choose.
var player_name: String = ""
## The id of the signed-in player; empty while the session is anonymous.
var player_id: String = ""
## Signs the player in each time the client connects, from the next time on; empty for an anonymous player. A secret.
var access_token: String:
	get:
		return _introduction.access_token
	set(new_value):
		_introduction.access_token = new_value
## Signs the player in before the next WebSocket opens, for a server that lets nobody else in; cleared once used. A secret.
var ticket: String:
	get:
		return _introduction.ticket
	set(new_value):
		_introduction.ticket = new_value
## True if the session would survive a drop, see [signal resumed].
var is_resumable: bool:
	get:
		return _connection != null and _connection.is_resumable()
## The largest packet the server accepts, in bytes; 0 before its first Welcome.
var max_message_bytes: int:
	get:
		return _connection.max_message_bytes if _connection != null else 0
## True while the server stands still. What is sent waits, as while the link is down; ticks stand, and no input is made.
var is_server_paused: bool:
	get:
		return outbox.is_paused
## The server's greeting; empty before the first Welcome.
var greeting: String = ""
## Round trip, bytes and messages.
var statistics := GodwitStatistics.new()
## The differences from the last [signal contract_differs]; empty if the server has this client's contract.
var contract_differences: Array[GodwitContractDifference] = []
## The messages this client knows by class; the generated client sets it.
var contract := GodwitCatalogue.new():
	set(new_value):
		contract = new_value
		_receive_states()
## The state of the room that the session is in.
var state_receiver: GodwitStateReceiver
## The room's ticks: which the server has reached, and which is shown.
var clock: GodwitClock:
	get:
		return state_receiver.clock
## What is sent while the link is down, the server stands still, or [GodwitIdentity] signs the session in, waits here.
var outbox := GodwitOutbox.new()

var _introduction := GodwitIntroduction.new()
var _connection: GodwitConnection # null before the first connect_to_server
var _requests := GodwitRequestTable.new()
var _listeners := GodwitListeners.new()
var _monitors := GodwitMonitors.new()
var _is_polling: bool = false


func _init() -> void:
	process_mode = Node.PROCESS_MODE_ALWAYS
	add_to_group(GodwitStateReceiver.GROUP)
	outbox.dropped.connect(_on_dropped)
	_receive_states()


func _process(_delta: float) -> void:
	poll()


func _notification(what: int) -> void:
	match what:
		NOTIFICATION_ENTER_TREE:
			_monitors.add(statistics)
		NOTIFICATION_EXIT_TREE:
			_monitors.remove()
		NOTIFICATION_APPLICATION_RESUMED:
			if _connection != null:
				_connection.wake()
		NOTIFICATION_PREDELETE:
			if _connection != null:
				_connection.abandon()
			_requests.fail_all(&"link.closed")


## Connects to [param url], or to the project setting [code]godwit/client/url[/code] if it is empty, and stays connected until
## [method disconnect_from_server]. Ends any earlier connection first. Whitespace around the address is ignored. If it is not a
## valid address, a warning says why, [signal disconnected] and requests until the next call have [code]address.invalid[/code],
## and it returns [constant ERR_INVALID_PARAMETER]. Later failures are signals. Outside the scene tree it warns and does nothing.
func connect_to_server(url: String = "") -> Error:
	if GodwitMainThread.is_elsewhere("connect_to_server"):
		return ERR_UNAVAILABLE
	var is_given := not url.strip_edges().is_empty()
	var address := GodwitAddress.read(url if is_given else str(ProjectSettings.get_setting(URL_SETTING, DEFAULT_URL)))

	disconnect_from_server()
	outbox.closed_code = &"link.closed"
	contract_differences = []
	if not address.problem.is_empty():
		push_warning("Godwit: " + address.problem)
		outbox.closed_code = &"address.invalid"
		disconnected.emit(GodwitClose.ABNORMAL, "address.invalid")
		return ERR_INVALID_PARAMETER
	_requests.watch(self)
	server_url = address.url
	_connection = _new_connection()
	_connection.start(address.url)
	return OK if outbox.closed_code == &"link.closed" else ERR_INVALID_PARAMETER


## Says goodbye and stays disconnected. Open requests end with [code]link.closed[/code], queued messages are dropped.
func disconnect_from_server() -> void:
	if _connection != null and not GodwitMainThread.is_elsewhere("disconnect_from_server"):
		_connection.stop()


## Reads what has arrived and does everything due. The client does this every frame; call it yourself if you need it earlier in
## the frame. In a listener it does nothing: all listeners get a message before any gets the next.
func poll() -> void:
	if GodwitMainThread.is_elsewhere("poll") or _is_polling:
		return
	_is_polling = true
	var now_ms := Time.get_ticks_msec()
	# Keep a reference, because a listener may start another connection while this one is being read.
	var connection := _connection
	if connection != null:
		connection.poll(now_ms)
	# After reading the socket: after a long frame, replies that have already arrived must not time out.
	outbox.poll(now_ms)
	state_receiver.advance(GodwitClock.local_ms(), statistics.round_trip_ms, settings.view_delay_ms)
	state_receiver.view.show()
	statistics.poll(now_ms)
	_is_polling = false


## Sends [param message] without asking for a reply. While the link is down or the server stands still it is queued, up to the
## limit in the settings.
## A failure says immediately why it can't be sent; a refusal by the server arrives as [signal refusal_received].
func send(message: GodwitMessage) -> GodwitResult:
	if GodwitMainThread.is_elsewhere("send"):
		return GodwitResult.failed(&"thread.not_main")
	var problem := message.check()
	if not problem.is_empty():
		return GodwitResult.failed(&"message.invalid", problem)
	if state == State.CONNECTED and "have" in message:
		state_receiver.note_have_told()
	return GodwitResult.of_code(outbox.send(message, null, settings.offline_queue_limit))


## Sends [param message] and waits for its reply, an error, the end of the link or the timeout:
## [code]var result := await Godwit.request(message)[/code]. [param timeout_ms] defaults to the one in the settings.
func request(message: GodwitMessage, timeout_ms: int = 0) -> GodwitResult:
	var pending := start_request(message, timeout_ms)
	if not pending.is_settled():
		await pending.completed
	return pending.result


## Like [method request], but returns immediately with a [GodwitRequest] that can be watched and cancelled. It may already
## be settled.
func start_request(message: GodwitMessage, timeout_ms: int = 0) -> GodwitRequest:
	var patience_ms := timeout_ms if timeout_ms > 0 else settings.request_timeout_ms
	var pending := GodwitRequest.new(message, Time.get_ticks_msec() + patience_ms)
	var problem := message.check()
	if not problem.is_empty():
		pending.settle(GodwitResult.failed(&"message.invalid", problem))
		return pending
	var is_elsewhere := GodwitMainThread.is_elsewhere("start_request")
	var code := &"thread.not_main" if is_elsewhere else outbox.send(message, pending, settings.offline_queue_limit)
	if not code.is_empty():
		pending.settle(GodwitResult.failed(code))
	return pending


## Calls [param listener] with every message of [param type] that is not the reply to a request.
func on(type: int, listener: Callable) -> void:
	if not GodwitMainThread.is_elsewhere("on"):
		_listeners.add(type, listener)


## Undoes [method on].
func off(type: int, listener: Callable) -> void:
	if not GodwitMainThread.is_elsewhere("off"):
		_listeners.remove(type, listener)


## The encoding spoken with the server; of the settings before the first [method connect_to_server].
func get_codec() -> GodwitCodec:
	return _connection.codec if _connection != null else settings.new_codec(contract)


func _receive_states() -> void:
	state_receiver = GodwitStateReceiver.new(contract)
	state_receiver.message_due.connect(_on_state_message_due)


func _on_state_message_due(message: GodwitMessage) -> void:
	if state == State.CONNECTED or message.type != GodwitProtocol.Type.STATE_HAVE:
		send(message)


func _new_connection() -> GodwitConnection:
	var connection := GodwitConnection.new(settings.new_codec(contract), contract, _introduction, settings, statistics)
	outbox.begin(connection, _requests)
	connection.state_changed.connect(_on_state_changed)
	connection.welcomed.connect(_on_welcomed)
	connection.session_lost.connect(outbox.lose_session)
	connection.lost.connect(_on_lost)
	connection.retry_planned.connect(_on_retry_planned)
	connection.ended.connect(_on_ended)
	connection.contract_compared.connect(_on_contract_compared)
	connection.envelope_received.connect(_on_envelope_received)
	return connection


func _on_state_changed(new_state: State) -> void:
	state_changed.emit(new_state)


func _on_welcomed(welcome: Dictionary) -> void:
	session_id = GodwitFields.text_of(welcome, "sessionId")
	player_id = GodwitFields.text_of(welcome, "playerId")
	greeting = GodwitFields.text_of(welcome, "text")
	if GodwitFields.text_of(welcome, "contract") == contract.get_hash():
		contract_differences = []
	_set_paused(false)
	if GodwitFields.bool_of(welcome, "resumed"):
		state_receiver.resume()
		resumed.emit(session_id)
	else:
		state_receiver.clear()
		outbox.is_restoring = true
		connected.emit(session_id)
		outbox.is_restoring = false
	outbox.send_all()


func _on_dropped(message: GodwitMessage, code: StringName) -> void:
	message_dropped.emit(message, code)


func _on_lost(will_retry: bool) -> void:
	_requests.lose_link(&"link.closed", will_retry and is_resumable)
	connection_lost.emit(will_retry)


func _on_retry_planned(attempt: int, delay_ms: int) -> void:
	reconnecting.emit(attempt, delay_ms)


func _on_ended(code: int, reason: String, unsent: Array[GodwitResume.Entry]) -> void:
	_requests.watch(null)
	var ended_with: StringName = &"address.invalid" if reason == "address.invalid" else outbox.closed_code
	outbox.closed_code = ended_with
	var kept := outbox.take_all()
	var open := _requests.take_all()
	state_receiver.clear()
	_set_paused(false)
	# From here on a listener may start over, with its own requests.
	state_changed.emit(State.DISCONNECTED)
	for pending in open:
		pending.settle(GodwitResult.failed(ended_with))
	outbox.drop_all(unsent, kept, ended_with)
	disconnected.emit(code, reason)


func _set_paused(is_paused: bool) -> void:
	if outbox.is_paused != is_paused:
		outbox.is_paused = is_paused
		clock.stands_still = is_paused
		server_paused.emit(is_paused)


func _on_contract_compared(differences: Array[GodwitContractDifference]) -> void:
	contract_differences = differences
	GodwitContractComparison.warn(differences)
	contract_differs.emit(differences)


func _on_envelope_received(envelope: GodwitEnvelope) -> void:
	if GodwitProtocol.is_state(envelope.type):
		state_receiver.receive_patch(envelope.to_packet())
	elif envelope.ref > 0:
		var result := GodwitResult.from_answer(envelope, contract)
		if not _requests.rests(envelope.ref, result):
			answer_received.emit(_requests.find(envelope.ref), result)
			_requests.answer(envelope.ref, result)
	elif envelope.type == GodwitProtocol.Type.ERROR:
		refusal_received.emit(GodwitResult.from_answer(envelope, contract))
	elif envelope.type == GodwitProtocol.Type.DRAINING:
		server_draining.emit(GodwitFields.int_of(envelope.fields, "reconnectAfterMs"))
	elif envelope.type == GodwitProtocol.Type.SERVER_PAUSED:
		_set_paused(GodwitFields.bool_of(envelope.fields, "isPaused"))
		outbox.send_all()
	elif envelope.type == GodwitProtocol.Type.STATE_LEAP:
		state_receiver.leap(GodwitFields.int_of(envelope.fields, "tick"), GodwitFields.int_of(envelope.fields, "ticks"))
	else:
		var message := envelope.to_message(contract)
		_listeners.call_all(message)
		message_received.emit(message)
