class_name GodwitConnection
extends Reference
## Keeps the player connected: opens a link, sends Hello, runs the heartbeat, and reconnects after a loss.

## Emitted when state changed, except the last time: ended reports that.
signal state_changed(state)
## Emitted when the server welcomed this client, with the Welcome's fields.
signal welcomed(welcome)
## Emitted before welcomed when a new session starts, with the previous one's messages that may be lost.
signal session_lost(unconfirmed)
## Emitted when a welcomed link was lost.
signal lost(will_retry)
## Emitted when the next attempt is scheduled.
signal retry_planned(attempt, delay_ms)
## Emitted when it is over and no attempt follows, with the messages that never left.
signal ended(code, reason, unsent)
## Emitted when the server's contract turns out to differ, with what that means for this client.
signal contract_compared(differences)
## Emitted for every packet that is not part of the opening or the heartbeat.
signal envelope_received(envelope)

## The connection's state.
enum State {
	DISCONNECTED, ## Idle: never started, stopped, refused or given up.
	CONNECTING, ## The first attempt is under way.
	CONNECTED, ## The server said Welcome.
	RECONNECTING, ## An attempt failed or a link was lost; the next attempt waits or is under way.
}

# A link that lived this long counts as stable: the next loss starts with short delays again.
const _PROVEN_AFTER_MS := 5000
const _DEFAULT_PING_INTERVAL_MS := 3000

## The connection's state.
var state: int = State.DISCONNECTED
## The largest packet the server accepts, in bytes; 0 before its first Welcome.
var max_message_bytes: int = 0
## The encoding spoken with the server.
var codec: GodwitCodec

var _contract: GodwitCatalogue
var _introduction: GodwitIntroduction
var _settings: GodwitSettings
var _statistics: GodwitStatistics
var _url: String = ""
var _link: GodwitLink # null while waiting for the next attempt
var _closing_links: Array = []
var _heartbeat: GodwitHeartbeat # null before the Welcome
var _backoff: GodwitBackoff
var _resume := GodwitResume.new()
var _unreadable := GodwitUnreadable.new()
var _deadline_ms: int = 0 # of this attempt, or of the delay before the next
var _welcomed_at_ms: int = 0
var _drain_delay_ms: int = 0
var _hello_ref: int = 0
var _compare_ref: int = 0
var _contract_check: GodwitContractCheck
var _last_ref: int = 0


func _init(
	p_codec: GodwitCodec, contract: GodwitCatalogue, introduction: GodwitIntroduction, settings: GodwitSettings,
	statistics: GodwitStatistics
) -> void:
	codec = p_codec
	_contract = contract
	_contract_check = GodwitContractCheck.new(contract)
	_introduction = introduction
	_settings = settings
	_statistics = statistics
	_backoff = GodwitBackoff.new(settings.reconnect_base_ms, settings.reconnect_cap_ms)


## Connects to url and stays connected until stop().
func start(url: String) -> void:
	_url = url
	_set_state(State.CONNECTING)
	if state == State.CONNECTING: # a listener may have stopped it
		_open_link(OS.get_ticks_msec())


## Says goodbye and stays disconnected; emits ended.
func stop(code: int = GodwitClose.NORMAL, reason: String = "") -> void:
	if state == State.DISCONNECTED:
		return
	_drop_link(code, reason)
	_end(code, reason)


## Says goodbye without emitting anything: the game is shutting down.
func abandon() -> void:
	_drop_link(GodwitClose.NORMAL, "")
	state = State.DISCONNECTED


## Does everything due; call it every frame.
func poll(now_ms: int) -> void:
	for closing in _closing_links.duplicate():
		if closing.finish(now_ms):
			_closing_links.erase(closing)
	if state == State.DISCONNECTED:
		return
	if _link == null:
		if now_ms >= _deadline_ms:
			_open_link(now_ms)
		return

	# Keep a reference, because a listener may drop the link while it is being read.
	var link: GodwitLink = _link
	link.poll()
	if _heartbeat != null:
		_send_backlog(now_ms)
		_beat(now_ms)
	elif _link != null and now_ms >= _deadline_ms:
		_drop_link(GodwitClose.NORMAL, "")
		_on_link_closed(GodwitClose.ABNORMAL, "The server did not answer in time.")


## The game woke up: tries whatever was scheduled for later now.
func wake() -> void:
	if _heartbeat != null:
		_heartbeat.doubt(OS.get_ticks_msec())
	elif _link == null:
		_deadline_ms = 0


## Sends message, as request ref unless that is 0. Returns an error code, empty if nothing is wrong.
func send(message: GodwitMessage, ref: int = 0) -> String:
	if state != State.CONNECTED:
		return "link.closed"
	var frame: PoolByteArray = codec.encode(GodwitEnvelope.with_message(message, ref))
	if max_message_bytes > 0 and frame.size() > max_message_bytes:
		return "message.too_large"
	if not _resume.is_counted(message.type):
		return _put(frame)
	if _resume.has_backlog() and not message.is_kept_offline:
		return "link.congested"
	if _resume.has_backlog():
		return "" if _resume.keep_unsent(message, ref, frame) else "link.congested"
	var code = _put(frame)
	if code.empty():
		_resume.keep_sent(message, ref, frame)
	elif code == "link.closed" and message.is_kept_offline and _resume.keep_unsent(message, ref, frame):
		return "" # it is sent over the next link
	return code


## True if the session would survive the loss of its link.
func is_resumable() -> bool:
	return _resume.can_resume()


## A number for the next request.
func next_ref() -> int:
	_last_ref += 1
	return _last_ref


func _open_link(now_ms: int) -> void:
	_deadline_ms = now_ms + _settings.connect_timeout_ms
	_link = GodwitLink.new()
	_link.connect("opened", self, "_on_link_opened")
	_link.connect("frame_received", self, "_on_frame_received")
	_link.connect("closed", self, "_on_link_closed")
	if _link.open(_url, codec, _settings, _introduction.take_ticket()) == ERR_INVALID_PARAMETER:
		_link = null
		_end(GodwitClose.ABNORMAL, "address.invalid")


func _drop_link(code: int, reason: String) -> void:
	_forget_link_state()
	if _link != null:
		_link.close(code, reason, OS.get_ticks_msec())
		_closing_links.append(_link)
		_link = null


# What was learnt about a link, or requested over it, ends with it.
func _forget_link_state() -> void:
	_heartbeat = null
	_contract_check.give_up()
	_statistics.forget_round_trips()


func _on_link_opened() -> void:
	_hello_ref = next_ref()
	var hello: Dictionary = _introduction.to_fields(_contract, _settings, _resume)
	_put(codec.encode(GodwitEnvelope.new(GodwitProtocol.Type.HELLO, _hello_ref, hello)))


func _put(frame: PoolByteArray) -> String:
	# A listener may have ended the link a moment ago.
	var code = _link.send(frame) if _link != null else "link.closed"
	if code.empty():
		_statistics.count_sent(frame.size())
	return code


func _on_frame_received(frame: PoolByteArray) -> void:
	_statistics.count_received(frame.size())
	var envelope: GodwitEnvelope = codec.decode(frame)
	if _heartbeat != null:
		_heartbeat.heard()
		if envelope != null:
			_resume.count_received(envelope.type, frame.size())
		else:
			envelope = _unreadable.skip(frame, codec, _resume, _statistics)
	if envelope == null:
		_fail(GodwitClose.INVALID_PAYLOAD, "packet.malformed")
	elif _contract.is_compared and envelope.ref == _compare_ref:
		_on_compare_answered(envelope)
	elif _heartbeat == null and envelope.ref == _hello_ref:
		_on_hello_answered(envelope)
	elif not _is_own_pong(envelope):
		if envelope.type == GodwitProtocol.Type.DRAINING:
			_prepare_for_drain(envelope)
		emit_signal("envelope_received", envelope)


# Godot 3 stops receiving, without a signal, on a close with a code it does not know, such as 1012 (restart).
func _prepare_for_drain(envelope: GodwitEnvelope) -> void:
	_drain_delay_ms = int(max(0, GodwitFields.int_of(envelope.fields, "reconnectAfterMs")))
	if _heartbeat != null:
		_heartbeat.doubt(OS.get_ticks_msec())


# A pong that the heartbeat did not ask for answers one of the game's requests.
func _is_own_pong(envelope: GodwitEnvelope) -> bool:
	if _heartbeat == null or envelope.type != GodwitProtocol.Type.PONG:
		return false
	_resume.confirm(GodwitFields.int_of(envelope.fields, "received"))
	var round_trip_ms: int = _heartbeat.measure(envelope.ref, OS.get_ticks_msec())
	if round_trip_ms >= 0:
		_statistics.add_round_trip(round_trip_ms)
	return round_trip_ms >= 0


func _on_hello_answered(answer: GodwitEnvelope) -> void:
	if answer.type == GodwitProtocol.Type.ERROR:
		if GodwitFields.text_of(answer.fields, "code") == "contract.mismatch":
			_ask_what_differs()
		else:
			_on_hello_refused(answer)
		return
	var now_ms: int = OS.get_ticks_msec()
	var interval_ms: int = GodwitFields.int_of(answer.fields, "pingIntervalMs", _DEFAULT_PING_INTERVAL_MS)
	_heartbeat = GodwitHeartbeat.new(int(max(100, interval_ms)), _settings.heartbeat_misses, now_ms)
	max_message_bytes = GodwitFields.int_of(answer.fields, "maxMessageBytes")
	_welcomed_at_ms = now_ms
	_drain_delay_ms = 0
	if not _settle_session(answer.fields, now_ms):
		return
	if _contract_check.is_due(GodwitFields.text_of(answer.fields, "contract")):
		_ask_what_differs(GodwitFields.text_of(answer.fields, "contract"))
	_set_state(State.CONNECTED)
	if state == State.CONNECTED:
		emit_signal("welcomed", answer.fields)


# Resumes the session, or starts a new one. Returns false if a listener has stopped everything.
func _settle_session(welcome: Dictionary, now_ms: int) -> bool:
	var token: String = GodwitFields.text_of(welcome, "resumeToken")
	if GodwitFields.bool_of(welcome, "resumed"):
		_resume.go_on(token, GodwitFields.int_of(welcome, "received"), now_ms)
	else:
		var link: GodwitLink = _link
		emit_signal("session_lost", _resume.begin(token))
		if link != _link:
			return false
	if not token.empty():
		_ping(0) # so that the server knows its Welcome, with the token, has arrived
	_send_backlog(now_ms)
	return true


func _send_backlog(now_ms: int) -> void:
	while _resume.may_send(now_ms) and _put(_resume.get_next()).empty():
		_resume.mark_sent()


func _ping(ref: int) -> void:
	_put(codec.encode(GodwitEnvelope.new(GodwitProtocol.Type.PING, ref, _resume.take_report())))


func _ask_what_differs(server_hash: String = "") -> void:
	_contract_check.begin(server_hash)
	_ask_next()


func _ask_next() -> void:
	var question = _contract_check.next_question()
	if question == null:
		_on_compared()
		return
	_compare_ref = next_ref()
	_put(codec.encode(GodwitEnvelope.with_message(question, _compare_ref)))


func _on_compare_answered(answer: GodwitEnvelope) -> void:
	if _contract_check.add_answer(answer.to_message(_contract) as GodwitContractCompared):
		_ask_next()
	elif state != State.CONNECTED: # otherwise it still speaks JSON
		_refuse_contract("The server has another contract and can't say what differs.")


func _on_compared() -> void:
	var is_welcome: bool = state == State.CONNECTED
	var differences = _contract_check.finish(is_welcome)
	# Keep a reference, because a listener may stop everything, or start over.
	var link: GodwitLink = _link
	emit_signal("contract_compared", differences)
	if is_welcome or link != _link:
		return
	if _settings.codec == GodwitSettings.Codec.AUTO:
		_drop_link(GodwitClose.NORMAL, "")
		codec = GodwitJsonCodec.new()
		_resume.token = ""
		_open_link(OS.get_ticks_msec())
		return
	_refuse_contract("The server has another contract: %s." % GodwitContractComparison.describe(differences))


func _refuse_contract(text: String) -> void:
	_on_hello_refused(GodwitEnvelope.new(GodwitProtocol.Type.ERROR, 0, { "code": "contract.mismatch", "text": text }))


func _on_hello_refused(answer: GodwitEnvelope) -> void:
	var code: String = GodwitFields.text_of(answer.fields, "code")
	_drop_link(GodwitClose.NORMAL, "")
	emit_signal("envelope_received", GodwitEnvelope.new(answer.type, 0, answer.fields))
	# The server's own problems pass; anything else would be refused again.
	var passes: bool = code.begins_with("server.") or code.begins_with("cluster.")
	_on_link_closed(GodwitClose.TRY_AGAIN_LATER if passes else GodwitClose.POLICY_VIOLATION, code)


func _beat(now_ms: int) -> void:
	if _backoff.attempts > 0 and now_ms - _welcomed_at_ms >= _PROVEN_AFTER_MS:
		_backoff.reset()
	if _resume.is_report_due():
		_ping(next_ref())
	match _heartbeat.poll(now_ms):
		GodwitHeartbeat.Action.PING:
			var ref: int = next_ref()
			_heartbeat.sent(ref, now_ms)
			_ping(ref)
		GodwitHeartbeat.Action.DEAD:
			_fail(GodwitClose.HEARTBEAT_LOST, "session.heartbeat_lost")


# Ends the link from our side, and continues as if the server had closed it that way.
func _fail(code: int, reason: String) -> void:
	_drop_link(code, reason)
	_on_link_closed(code, reason)


func _on_link_closed(code: int, reason: String) -> void:
	if state == State.DISCONNECTED:
		return
	var was_connected: bool = state == State.CONNECTED
	var has_attempts_left: bool = _settings.max_reconnect_attempts == 0 or _backoff.attempts < _settings.max_reconnect_attempts
	var will_retry: bool = _settings.auto_reconnect and GodwitClose.may_retry(code) and has_attempts_left
	_link = null
	_forget_link_state()
	if not will_retry:
		if was_connected:
			emit_signal("lost", false)
		_end(code, reason)
		return

	var delay_ms: int = _drain_delay_ms + _backoff.next_delay_ms()
	_drain_delay_ms = 0
	_resume.lose_link()
	_deadline_ms = OS.get_ticks_msec() + delay_ms
	_set_state(State.RECONNECTING)
	if was_connected and state == State.RECONNECTING:
		emit_signal("lost", true)
	if state == State.RECONNECTING: # a listener may have stopped everything
		emit_signal("retry_planned", _backoff.attempts, delay_ms)


func _end(code: int, reason: String) -> void:
	if state != State.DISCONNECTED:
		_backoff.reset()
		state = State.DISCONNECTED
		emit_signal("ended", code, reason, _resume.end())


func _set_state(new_state: int) -> void:
	if state != new_state:
		state = new_state
		emit_signal("state_changed", state)
