class_name GodwitClient, "../editor/icons/godwit_client.svg"
extends Node
## Connects one player to the game server and speaks its protocol.
##
## Add it to a scene or use the Godwit autoload. It polls itself, even while the game is paused, and
## reconnects automatically after the link is lost. Use it on the main thread; from another thread call it with
## call_deferred().
##
##     func _ready() -> void:
##         Godwit.on(GodwitChatReceived.TYPE, self, "_on_chat_received")
##         Godwit.connect_to_server("ws://localhost:1234")
##         yield(Godwit, "connected")
##         var result: GodwitResult = yield(Godwit.request(GodwitMessage.of(GodwitChatSay.TYPE, { "channel": "lobby", "text": "hi" })), "completed")
##         if not result.ok:
##             print(result.code)

## Emitted each time a session starts on the server: at the first Welcome, and after a reconnect that came too late, or to a
## restarted server. What a listener sends goes out before the messages queued, so it can first restore what the server forgot.
signal connected(session_id)
## Emitted instead of connected when the session resumed after a drop: the server forgot nothing, and whatever either
## side sent in the meantime arrives once and in order.
signal resumed(session_id)
## Emitted when the connection is over for good: stopped by the game, refused, or given up. code is the
## WebSocket close code (see GodwitClose), reason may hold an error code such as rate.limited, or
## address.invalid if it never started.
signal disconnected(code, reason)
## Emitted when a working link is lost; will_retry is false when disconnected follows instead of
## reconnecting.
signal connection_lost(will_retry)
## Emitted when attempt attempt will be made in delay_ms milliseconds.
signal reconnecting(attempt, delay_ms)
## Emitted when state changed.
signal state_changed(state)
## Emitted for every message that is not the reply to a request.
signal message_received(message)
## Emitted for every reply to a request, before the requester gets it: for code that mirrors server
## state. request is null when nobody waits for the reply any more.
signal answer_received(request, result)
## Emitted when the server refused something that was not a request: a message sent with send(), or the Hello. Also
## with packet.malformed when a packet from the server can't be read and is skipped.
signal refusal_received(refusal)
## Emitted when a message will never be sent; with session.lost, it was sent and may have arrived.
signal message_dropped(message, code)
## Emitted when the server's contract differs from this client's, with the differences: shared rules by their keys, messages in
## order of type. What is new at the server is among them. Emitted once per such contract; contract_differences keeps them.
signal contract_differs(differences)
## Emitted when the server is about to restart; the client reconnects automatically after reconnect_after_ms.
signal server_draining(reconnect_after_ms)
## Emitted when is_server_paused changed: the server stands still, waiting for its database, or goes on.
signal server_paused(is_paused)

## The connection's state.
const State = preload("godwit_connection.gd").State

## The project setting with the address that connect_to_server() uses by default.
const URL_SETTING := "godwit/client/url"
## The address if neither the call nor the project sets one.
const DEFAULT_URL := "ws://localhost:1234"

## Tunable settings; changes apply from the next connect_to_server(). Starts with the project's settings.
var settings: GodwitSettings = GodwitSettings.from_project()

## The connection's state.
var state: int setget , get_state
## The address of the latest connect_to_server(); empty before the first.
var server_url: String = ""
## The session's id on the server; empty before the first Welcome.
var session_id: String = ""
## The name others see, where the server asks for one: in rooms, parties and channels you join from now on, 1 to 24
## characters; empty to let the server choose.
var player_name: String = ""
## The id of the signed-in player; empty while the session is anonymous.
var player_id: String = ""
## Signs the player in each time the client connects, from the next time on; empty for an anonymous player. A secret.
var access_token: String setget set_access_token, get_access_token
## Signs the player in before the next WebSocket opens, for a server that lets nobody else in; cleared once used. A secret.
var ticket: String setget set_ticket, get_ticket
## True if the session would survive a drop, see resumed.
var is_resumable: bool setget , get_is_resumable
## The largest packet the server accepts, in bytes; 0 before its first Welcome.
var max_message_bytes: int setget , get_max_message_bytes
## True while the server stands still. What is sent waits, as while the link is down; ticks stand, and no input is made.
var is_server_paused: bool setget , get_is_server_paused
## The server's greeting; empty before the first Welcome.
var greeting: String = ""
## Round trip, bytes and messages.
var statistics := GodwitStatistics.new()
## The differences from the last contract_differs; empty if the server has this client's contract.
var contract_differences: Array = []
## The messages this client knows by class; the generated client sets it.
var contract := GodwitCatalogue.new() setget set_contract
## The state of the room that the session is in.
var state_receiver: GodwitStateReceiver
## The room's ticks: which the server has reached, and which is shown.
var clock: GodwitClock setget , get_clock
## What is sent while the link is down, the server stands still, or GodwitIdentity signs the session in, waits here.
var outbox := GodwitOutbox.new()

var _introduction := GodwitIntroduction.new()
var _connection: GodwitConnection # null before the first connect_to_server
var _requests := GodwitRequestTable.new()
var _listeners := GodwitListeners.new()
var _is_polling: bool = false


func _init() -> void:
	pause_mode = Node.PAUSE_MODE_PROCESS
	add_to_group(GodwitStateReceiver.GROUP)
	outbox.connect("dropped", self, "_on_dropped")
	set_contract(contract)


func _process(_delta: float) -> void:
	poll()


func _notification(what: int) -> void:
	if what == NOTIFICATION_APP_RESUMED and _connection != null:
		_connection.wake()
	elif what == NOTIFICATION_PREDELETE:
		if _connection != null:
			_connection.abandon()
		_requests.fail_all("link.closed")


## Connects to url, or to the project setting godwit/client/url if it is empty, and stays connected until
## disconnect_from_server(). Ends any earlier connection first. Whitespace around the address is ignored. If it is not a
## valid address, a warning says why, disconnected and requests until the next call have address.invalid,
## and it returns ERR_INVALID_PARAMETER. Later failures are signals. Outside the scene tree it warns and does nothing.
func connect_to_server(url: String = "") -> int:
	if GodwitMainThread.is_elsewhere("connect_to_server"):
		return ERR_UNAVAILABLE
	var is_given: bool = not url.strip_edges().empty()
	var address = GodwitAddress.read(url if is_given else str(GodwitScripts.setting(URL_SETTING, DEFAULT_URL)))

	disconnect_from_server()
	outbox.closed_code = "link.closed"
	contract_differences = []
	if not address.problem.empty():
		push_warning("Godwit: " + address.problem)
		outbox.closed_code = "address.invalid"
		emit_signal("disconnected", GodwitClose.ABNORMAL, "address.invalid")
		return ERR_INVALID_PARAMETER
	_requests.watch(self)
	server_url = address.url
	_connection = _new_connection()
	_connection.start(address.url)
	return OK if outbox.closed_code == "link.closed" else ERR_INVALID_PARAMETER


## Says goodbye and stays disconnected. Open requests end with link.closed, queued messages are dropped.
func disconnect_from_server() -> void:
	if _connection != null and not GodwitMainThread.is_elsewhere("disconnect_from_server"):
		_connection.stop()


## Reads what has arrived and does everything due. The client does this every frame; call it yourself if you need it earlier in
## the frame. In a listener it does nothing: all listeners get a message before any gets the next.
func poll() -> void:
	if GodwitMainThread.is_elsewhere("poll") or _is_polling:
		return
	_is_polling = true
	var now_ms: int = OS.get_ticks_msec()
	# Keep a reference, because a listener may start another connection while this one is being read.
	var connection: GodwitConnection = _connection
	if connection != null:
		connection.poll(now_ms)
	# After reading the socket: after a long frame, replies that have already arrived must not time out.
	outbox.poll(now_ms)
	state_receiver.advance(GodwitClock.local_ms(), statistics.round_trip_ms, settings.view_delay_ms)
	state_receiver.view.show()
	statistics.poll(now_ms)
	_is_polling = false


## Sends message without asking for a reply. While the link is down or the server stands still it is queued, up to the
## limit in the settings.
## A failure says immediately why it can't be sent; a refusal by the server arrives as refusal_received.
func send(message: GodwitMessage) -> GodwitResult:
	if GodwitMainThread.is_elsewhere("send"):
		return GodwitResult.failed("thread.not_main")
	var problem = message.check()
	if not problem.empty():
		return GodwitResult.failed("message.invalid", problem)
	if get_state() == State.CONNECTED and "have" in message:
		state_receiver.note_have_told()
	return GodwitResult.of_code(outbox.send(message, null, settings.offline_queue_limit))


## Sends a message and waits for its reply, an error, the end of the link or the timeout:
## var result: GodwitResult = yield(Godwit.request(message), "completed"). timeout_ms defaults to the one in the settings.
func request(message: GodwitMessage, timeout_ms: int = 0):
	var pending := start_request(message, timeout_ms)
	if pending.is_settled():
		# A caller that yields on this must find it still running.
		yield(Engine.get_main_loop(), "idle_frame")
	else:
		yield(pending, "completed")
	return pending.result


## What request() returns if nothing has to be sent: this result, awaitable like any other.
func answer_with(result: GodwitResult):
	yield(Engine.get_main_loop(), "idle_frame")
	return result


## Like request(), but returns immediately with a GodwitRequest that can be watched and cancelled. It may already
## be settled.
func start_request(message: GodwitMessage, timeout_ms: int = 0) -> GodwitRequest:
	var patience_ms = timeout_ms if timeout_ms > 0 else settings.request_timeout_ms
	var pending := GodwitRequest.new(message, OS.get_ticks_msec() + patience_ms)
	var problem = message.check()
	if not problem.empty():
		pending.settle(GodwitResult.failed("message.invalid", problem))
		return pending
	var is_elsewhere: bool = GodwitMainThread.is_elsewhere("start_request")
	var code = "thread.not_main" if is_elsewhere else outbox.send(message, pending, settings.offline_queue_limit)
	if not code.empty():
		pending.settle(GodwitResult.failed(code))
	return pending


## Calls method of target with every message of the type that is not the reply to a request.
func on(type: int, target: Object, method: String) -> void:
	if not GodwitMainThread.is_elsewhere("on"):
		_listeners.add(type, target, method)


## Undoes on().
func off(type: int, target: Object, method: String) -> void:
	if not GodwitMainThread.is_elsewhere("off"):
		_listeners.remove(type, target, method)


## The encoding spoken with the server; of the settings before the first connect_to_server().
func get_codec() -> GodwitCodec:
	return _connection.codec if _connection != null else settings.new_codec(contract)


## See state.
func get_state() -> int:
	return _connection.state if _connection != null else State.DISCONNECTED


## See access_token.
func get_access_token() -> String:
	return _introduction.access_token


## See access_token.
func set_access_token(new_value: String) -> void:
	_introduction.access_token = new_value


## See ticket.
func get_ticket() -> String:
	return _introduction.ticket


## See ticket.
func set_ticket(new_value: String) -> void:
	_introduction.ticket = new_value


## See is_resumable.
func get_is_resumable() -> bool:
	return _connection != null and _connection.is_resumable()


## See max_message_bytes.
func get_max_message_bytes() -> int:
	return _connection.max_message_bytes if _connection != null else 0


## See is_server_paused.
func get_is_server_paused() -> bool:
	return outbox.is_paused


## See contract.
func set_contract(new_value) -> void:
	contract = new_value
	_receive_states()


## See clock.
func get_clock() -> GodwitClock:
	return state_receiver.clock


func _receive_states() -> void:
	state_receiver = GodwitStateReceiver.new(contract)
	state_receiver.connect("message_due", self, "_on_state_message_due")


func _on_state_message_due(message: GodwitMessage) -> void:
	if get_state() == State.CONNECTED or message.type != GodwitProtocol.Type.STATE_HAVE:
		send(message)


func _new_connection() -> GodwitConnection:
	var connection := GodwitConnection.new(settings.new_codec(contract), contract, _introduction, settings, statistics)
	outbox.begin(connection, _requests)
	connection.connect("state_changed", self, "_on_state_changed")
	connection.connect("welcomed", self, "_on_welcomed")
	connection.connect("session_lost", outbox, "lose_session")
	connection.connect("lost", self, "_on_lost")
	connection.connect("retry_planned", self, "_on_retry_planned")
	connection.connect("ended", self, "_on_ended")
	connection.connect("contract_compared", self, "_on_contract_compared")
	connection.connect("envelope_received", self, "_on_envelope_received")
	return connection


func _on_state_changed(new_state: int) -> void:
	emit_signal("state_changed", new_state)


func _on_welcomed(welcome: Dictionary) -> void:
	session_id = GodwitFields.text_of(welcome, "sessionId")
	player_id = GodwitFields.text_of(welcome, "playerId")
	greeting = GodwitFields.text_of(welcome, "text")
	if GodwitFields.text_of(welcome, "contract") == contract.get_hash():
		contract_differences = []
	_set_paused(false)
	if GodwitFields.bool_of(welcome, "resumed"):
		state_receiver.resume()
		emit_signal("resumed", session_id)
	else:
		state_receiver.clear()
		outbox.is_restoring = true
		emit_signal("connected", session_id)
		outbox.is_restoring = false
	outbox.send_all()


func _on_dropped(message: GodwitMessage, code: String) -> void:
	emit_signal("message_dropped", message, code)


func _on_lost(will_retry: bool) -> void:
	_requests.lose_link("link.closed", will_retry and get_is_resumable())
	emit_signal("connection_lost", will_retry)


func _on_retry_planned(attempt: int, delay_ms: int) -> void:
	emit_signal("reconnecting", attempt, delay_ms)


func _on_ended(code: int, reason: String, unsent: Array) -> void:
	_requests.watch(null)
	var ended_with: String = "address.invalid" if reason == "address.invalid" else outbox.closed_code
	outbox.closed_code = ended_with
	var kept = outbox.take_all()
	var open = _requests.take_all()
	state_receiver.clear()
	_set_paused(false)
	# From here on a listener may start over, with its own requests.
	emit_signal("state_changed", State.DISCONNECTED)
	for pending in open:
		pending.settle(GodwitResult.failed(ended_with))
	outbox.drop_all(unsent, kept, ended_with)
	emit_signal("disconnected", code, reason)


func _set_paused(is_paused: bool) -> void:
	if outbox.is_paused != is_paused:
		outbox.is_paused = is_paused
		get_clock().stands_still = is_paused
		emit_signal("server_paused", is_paused)


func _on_contract_compared(differences: Array) -> void:
	contract_differences = differences
	GodwitContractComparison.warn(differences)
	emit_signal("contract_differs", differences)


func _on_envelope_received(envelope: GodwitEnvelope) -> void:
	if GodwitProtocol.is_state(envelope.type):
		state_receiver.receive_patch(envelope.to_packet())
	elif envelope.ref > 0:
		var result: GodwitResult = GodwitResult.from_answer(envelope, contract)
		if not _requests.rests(envelope.ref, result):
			emit_signal("answer_received", _requests.find(envelope.ref), result)
			_requests.answer(envelope.ref, result)
	elif envelope.type == GodwitProtocol.Type.ERROR:
		emit_signal("refusal_received", GodwitResult.from_answer(envelope, contract))
	elif envelope.type == GodwitProtocol.Type.DRAINING:
		emit_signal("server_draining", GodwitFields.int_of(envelope.fields, "reconnectAfterMs"))
	elif envelope.type == GodwitProtocol.Type.SERVER_PAUSED:
		_set_paused(GodwitFields.bool_of(envelope.fields, "isPaused"))
		outbox.send_all()
	elif envelope.type == GodwitProtocol.Type.STATE_LEAP:
		state_receiver.leap(GodwitFields.int_of(envelope.fields, "tick"), GodwitFields.int_of(envelope.fields, "ticks"))
	else:
		var message: GodwitMessage = envelope.to_message(contract)
		_listeners.call_all(message)
		emit_signal("message_received", message)
