class_name GodwitClient, "../editor/icons/godwit_client.svg"
extends Node
## Connects one player to the game server and speaks its protocol.
##
## Add it to a scene or use the Godwit autoload. It polls itself, also while the game is paused, and comes
## back by itself after the link was lost. Use it on the main thread; from another one call it with
## call_deferred().
##
##     func _ready() -> void:
##         Godwit.on(ChatType.RECEIVED, self, "_on_chat_received")
##         Godwit.connect_to_server("ws://localhost:1234")
##         yield(Godwit, "connected")
##         var result: GodwitResult = yield(Godwit.request(GodwitMessage.of(ChatType.SAY, { "channel": "lobby", "text": "hi" })), "completed")
##         if not result.ok:
##             print(result.code)

## Emitted each time a session began on the server: at the first Welcome, and after a reconnect that came too late, or to
## a restarted server. What a listener sends goes out before the messages that waited for the link, so it can first
## restore what the server forgot.
signal connected(session_id)
## Emitted instead of connected when the session went on after a drop: the server forgot nothing, and what either
## side sent meanwhile arrives once and in order.
signal resumed(session_id)
## Emitted when the connection is over for good: stopped by the game, refused, or given up. code is the
## WebSocket close code (see GodwitClose), reason may hold an error code such as rate.limited, or
## address.invalid when it never began.
signal disconnected(code, reason)
## Emitted when a working link was lost; will_retry is false when disconnected follows instead of
## reconnecting.
signal connection_lost(will_retry)
## Emitted when attempt attempt will be made in delay_ms milliseconds.
signal reconnecting(attempt, delay_ms)
## Emitted when state changed.
signal state_changed(state)
## Emitted for every message that is not the answer to a request.
signal message_received(message)
## Emitted for every answer to a request, before whoever asked gets it: for those who keep a picture of what the server
## has. request is null when nobody waits for the answer any more.
signal answer_received(request, result)
## Emitted when the server refused something that was not a request: a message sent with send(), or the Hello. With
## packet.malformed also when a packet of the server can't be read, and is left out.
signal refusal_received(refusal)
## Emitted when a message that waited for the link will never be sent, or, with session.lost, when nobody knows
## whether one that was sent has arrived.
signal message_dropped(message, code)
## Emitted when the server has another contract than this client: with what differs, in the order of the messages' types.
## New messages of the server are among them. It comes once for each such contract; contract_differences keeps it.
signal contract_differs(differences)
## Emitted when the server is about to restart; the client comes back by itself after reconnect_after_ms.
signal server_draining(reconnect_after_ms)

## How far the connection is.
const State = preload("godwit_connection.gd").State

## The project setting with the address that connect_to_server() uses when it gets none.
const URL_SETTING := "godwit/client/url"
## The address when neither the call nor the project names one.
const DEFAULT_URL := "ws://localhost:1234"

## What may be tuned; changes count from the next connect_to_server() on. It starts with the project's settings.
var settings: GodwitSettings = GodwitSettings.from_project()

## How far the connection is.
var state: int setget , get_state
## The address of the latest connect_to_server(); empty before the first.
var server_url: String = ""
## The session's id on the server; empty before the first Welcome.
var session_id: String = ""
## How the others see you where the server asks for a name: in rooms, parties and channels that you enter from now on, 1 to 24
## characters; empty for the server's choice.
var player_name: String = ""
## Who the session is signed in as; empty while it is anonymous.
var player_id: String = ""
## Signs the player in each time the client connects, from the next time on; empty for an anonymous player. A secret.
var access_token: String setget set_access_token, get_access_token
## Signs the player in before the next WebSocket opens, for a server that lets nobody else in; used up by it. A secret.
var ticket: String setget set_ticket, get_ticket
## True when the session would go on after a drop, see resumed.
var is_resumable: bool setget , get_is_resumable
## The largest packet that the server takes, in bytes; 0 before its first Welcome.
var max_message_bytes: int setget , get_max_message_bytes
## The server's greeting; empty before the first Welcome.
var greeting: String = ""
## Round trip, bytes and messages.
var statistics := GodwitStatistics.new()
## What the last contract_differs told; empty when the server has this client's contract.
var contract_differences: Array = []
## The messages this client knows by class; the generated client sets it.
var contract := GodwitCatalogue.new() setget set_contract
## The state of the room that the session is in.
var state_receiver: GodwitStateReceiver

var _introduction := GodwitIntroduction.new()
var _connection: GodwitConnection # null before the first connect_to_server
var _requests := GodwitRequestTable.new()
var _outbox := GodwitOutbox.new()
var _listeners := GodwitListeners.new()
var _closed_code: String = "link.closed" # what a request without a connection ends with
var _is_polling: bool = false


func _init() -> void:
	pause_mode = Node.PAUSE_MODE_PROCESS
	add_to_group(GodwitStateReceiver.GROUP)
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


## Connects to url, or to the project setting godwit/client/url when it is empty, and stays
## connected until disconnect_from_server(). Ends an earlier connection first. Blanks around the address do not
## count. When it is no address of a server, a warning says why, disconnected says address.invalid,
## and so do requests until the next call; it returns ERR_INVALID_PARAMETER then. Everything that goes wrong
## later is told by signals. A client that is not in the scene tree does nothing, which a warning tells.
func connect_to_server(url: String = "") -> int:
	if GodwitMainThread.is_elsewhere("connect_to_server"):
		return ERR_UNAVAILABLE
	var text: String = url.strip_edges()
	if text.empty():
		text = str(GodwitScripts.setting(URL_SETTING, DEFAULT_URL))
	var address = GodwitAddress.read(text)

	disconnect_from_server()
	_closed_code = "link.closed"
	contract_differences = []
	if not address.problem.empty():
		push_warning("Godwit: " + address.problem)
		_closed_code = "address.invalid"
		emit_signal("disconnected", GodwitClose.ABNORMAL, String(_closed_code))
		return ERR_INVALID_PARAMETER
	_requests.watch(self)
	server_url = address.url
	_connection = _new_connection()
	_connection.start(address.url)
	return OK if _closed_code == "link.closed" else ERR_INVALID_PARAMETER


## Says goodbye and stays away. Open requests end with link.closed, waiting messages are dropped.
func disconnect_from_server() -> void:
	if _connection != null and not GodwitMainThread.is_elsewhere("disconnect_from_server"):
		_connection.stop()


## Reads what has come and does all that is due. The client does it by itself every frame; who needs it earlier in the frame
## may call it too. In a listener it does nothing: everyone hears a message before anyone hears the next.
func poll() -> void:
	if _is_polling or GodwitMainThread.is_elsewhere("poll"):
		return
	_is_polling = true
	var now_ms: int = OS.get_ticks_msec()
	# Held here, for a listener may start another connection while this one is being read.
	var connection: GodwitConnection = _connection
	if connection != null:
		connection.poll(now_ms)
	# After the socket was read: after a long frame, answers that are here already must not time out.
	_requests.expire(now_ms)
	statistics.poll(now_ms)
	_is_polling = false


## Sends message without asking for an answer. While the link is down it waits, up to the limit of the settings.
## A failure says at once why it can't be sent; a refusal by the server comes as refusal_received.
func send(message: GodwitMessage) -> GodwitResult:
	if GodwitMainThread.is_elsewhere("send"):
		return GodwitResult.failed("thread.not_main")
	var problem = message.check()
	if not problem.empty():
		return GodwitResult.failed("message.invalid", problem)
	if get_state() == State.CONNECTED:
		return _result_of(_connection.send(message))
	return _result_of(_keep_for_later(message, null))


## Sends a message and waits for its answer, a refusal, the end of the link or the timeout:
## var result: GodwitResult = yield(Godwit.request(message), "completed"). Without timeout_ms the settings' time counts.
func request(message: GodwitMessage, timeout_ms: int = 0):
	var pending := start_request(message, timeout_ms)
	if pending.is_settled():
		# Whoever yields on this call must find it still running.
		yield(Engine.get_main_loop(), "idle_frame")
	else:
		yield(pending, "completed")
	return pending.result


## What request() gives where nothing has to be sent: this result, to be awaited like any other.
func answer_with(result: GodwitResult):
	yield(Engine.get_main_loop(), "idle_frame")
	return result


## Like request(), but returns at once with a GodwitRequest that can be watched and cancelled. It may be
## settled already.
func start_request(message: GodwitMessage, timeout_ms: int = 0) -> GodwitRequest:
	var patience_ms = timeout_ms if timeout_ms > 0 else settings.request_timeout_ms
	var pending := GodwitRequest.new(message, OS.get_ticks_msec() + patience_ms)
	var problem = message.check()
	if not problem.empty():
		pending.settle(GodwitResult.failed("message.invalid", problem))
		return pending
	var code: String
	if GodwitMainThread.is_elsewhere("start_request"):
		code = "thread.not_main"
	elif get_state() == State.CONNECTED:
		code = _send_request(pending)
	else:
		code = _keep_for_later(message, pending)
		if code.empty():
			_requests.add_unsent(pending)
	if not code.empty():
		pending.settle(GodwitResult.failed(code))
	return pending


## Calls method of target with every message of the type that is not the answer to a request.
func on(type: int, target: Object, method: String) -> void:
	if not GodwitMainThread.is_elsewhere("on"):
		_listeners.add(type, target, method)


## Undoes on().
func off(type: int, target: Object, method: String) -> void:
	if not GodwitMainThread.is_elsewhere("off"):
		_listeners.remove(type, target, method)


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


## See contract.
func set_contract(new_value) -> void:
	contract = new_value
	_receive_states()


func _receive_states() -> void:
	state_receiver = GodwitStateReceiver.new(contract)
	state_receiver.connect("resync_requested", self, "_on_resync_requested")


func _on_resync_requested(reason: int, version: int) -> void:
	send(GodwitMessage.of(GodwitProtocol.Type.STATE_RESYNC, { "reason": reason, "version": version }))


func _new_connection() -> GodwitConnection:
	var connection := GodwitConnection.new(_new_codec(), contract, _introduction, settings, statistics)
	connection.connect("state_changed", self, "_on_state_changed")
	connection.connect("welcomed", self, "_on_welcomed")
	connection.connect("session_lost", self, "_on_session_lost")
	connection.connect("lost", self, "_on_lost")
	connection.connect("retry_planned", self, "_on_retry_planned")
	connection.connect("ended", self, "_on_ended")
	connection.connect("contract_compared", self, "_on_contract_compared")
	connection.connect("envelope_received", self, "_on_envelope_received")
	return connection


func _new_codec() -> GodwitCodec:
	if settings.use_binary_codec and not contract.get_hash().empty():
		return GodwitBinaryCodec.new(contract)
	return GodwitJsonCodec.new()


func _send_request(pending: GodwitRequest) -> String:
	var ref: int = _connection.next_ref()
	var code = _connection.send(pending.message, ref)
	if code.empty():
		_requests.mark_sent(ref, pending)
	return code


func _keep_for_later(message: GodwitMessage, pending: GodwitRequest) -> String:
	if get_state() == State.DISCONNECTED:
		return _closed_code
	return "" if _outbox.push(message, pending, settings.offline_queue_limit) else "queue.full"


func _result_of(code: String) -> GodwitResult:
	return GodwitResult.succeeded() if code.empty() else GodwitResult.failed(code)


func _on_state_changed(new_state: int) -> void:
	emit_signal("state_changed", new_state)


func _on_welcomed(welcome: Dictionary) -> void:
	session_id = GodwitFields.text_of(welcome, "sessionId")
	player_id = GodwitFields.text_of(welcome, "playerId")
	greeting = GodwitFields.text_of(welcome, "text")
	if GodwitFields.bool_of(welcome, "resumed"):
		state_receiver.resume()
		emit_signal("resumed", session_id)
	else:
		state_receiver.clear()
		emit_signal("connected", session_id)
	# A listener may have stopped it all, or started over: then what waits is for the next welcome.
	if get_state() != State.CONNECTED:
		return
	for entry in _outbox.take_all():
		_send_kept(entry)


func _send_kept(entry) -> void:
	var code: String
	if entry.request != null:
		code = _send_request(entry.request)
		if not code.empty():
			entry.request.settle(GodwitResult.failed(code))
		return
	code = _connection.send(entry.message)
	if not code.empty():
		emit_signal("message_dropped", entry.message, code)


func _on_session_lost(unconfirmed: Array) -> void:
	_requests.fail_sent("session.lost")
	_tell_dropped(unconfirmed, "session.lost")


func _tell_dropped(entries: Array, code: String) -> void:
	for entry in entries:
		if entry.ref == 0:
			emit_signal("message_dropped", entry.message, code)


func _on_lost(will_retry: bool) -> void:
	if will_retry and get_is_resumable():
		_requests.fail_uncounted("link.closed")
	else:
		_requests.fail_sent("link.closed")
	emit_signal("connection_lost", will_retry)


func _on_retry_planned(attempt: int, delay_ms: int) -> void:
	emit_signal("reconnecting", attempt, delay_ms)


func _on_ended(code: int, reason: String, unsent: Array) -> void:
	_requests.watch(null)
	var ended_with: String = "address.invalid" if reason == "address.invalid" else _closed_code
	_closed_code = ended_with
	var kept = _outbox.take_all()
	var open = _requests.take_all()
	state_receiver.clear()
	# From here on a listener may start over, with requests of its own.
	emit_signal("state_changed", State.DISCONNECTED)
	for pending in open:
		pending.settle(GodwitResult.failed(ended_with))
	_tell_dropped(unsent, ended_with)
	for entry in kept:
		if entry.request == null:
			emit_signal("message_dropped", entry.message, ended_with)
	emit_signal("disconnected", code, reason)


func _on_contract_compared(differences: Array) -> void:
	contract_differences = differences
	push_warning(
		"Godwit: the server has another contract: %s. Generate the classes again."
		% GodwitContractComparison.describe(differences)
	)
	emit_signal("contract_differs", differences)


func _on_envelope_received(envelope: GodwitEnvelope) -> void:
	if GodwitProtocol.is_state(envelope.type):
		state_receiver.receive_patch(envelope.to_packet())
	elif envelope.ref > 0:
		var result: GodwitResult = GodwitResult.from_answer(envelope, contract)
		emit_signal("answer_received", _requests.find(envelope.ref), result)
		_requests.answer(envelope.ref, result)
	elif envelope.type == GodwitProtocol.Type.ERROR:
		emit_signal("refusal_received", GodwitResult.from_answer(envelope, contract))
	elif envelope.type == GodwitProtocol.Type.DRAINING:
		emit_signal("server_draining", GodwitFields.int_of(envelope.fields, "reconnectAfterMs"))
	else:
		var message: GodwitMessage = envelope.to_message(contract)
		_listeners.call_all(message)
		emit_signal("message_received", message)
