class_name GodwitConnection
extends RefCounted
## Keeps the player connected: opens a link, says Hello, watches its pulse, and comes back after a loss.

## Emitted when [member state] changed.
signal state_changed(state: State)
## Emitted when the server welcomed this client, with the Welcome's fields.
signal welcomed(welcome: Dictionary)
## Emitted when a welcomed link was lost.
signal lost(will_retry: bool)
## Emitted when the next attempt was planned.
signal retry_planned(attempt: int, delay_ms: int)
## Emitted when it is over and no attempt follows.
signal ended(code: int, reason: String)
## Emitted for every packet that is not part of the opening or the heartbeat.
signal envelope_received(envelope: GodwitEnvelope)

## How far the connection is.
enum State {
	DISCONNECTED, ## Idle: never started, stopped, refused or given up.
	CONNECTING, ## The first attempt is under way.
	CONNECTED, ## The server said Welcome.
	RECONNECTING, ## An attempt failed or a link was lost; the next attempt waits or is under way.
}

# A link that lived this long has proved itself: the next loss starts with short waits again.
const _PROVEN_AFTER_MS := 5_000
const _DEFAULT_PING_INTERVAL_MS := 5_000

## How far the connection is.
var state: State = State.DISCONNECTED
## The largest packet the server takes, in bytes; 0 before its first Welcome.
var max_message_bytes: int = 0

var _codec: GodwitCodec
var _contract_hash: String # told to the server; empty without generated classes
var _settings: GodwitSettings
var _url: String = ""
var _link: GodwitLink # null while waiting for the next attempt
var _closing_links: Array[GodwitLink] = []
var _heartbeat: GodwitHeartbeat # null before the Welcome
var _backoff: GodwitBackoff
var _deadline_ms: int = 0 # of this attempt, or of the wait before the next
var _welcomed_at_ms: int = 0
var _drain_delay_ms: int = 0
var _hello_ref: int = 0
var _last_ref: int = 0


func _init(codec: GodwitCodec, settings: GodwitSettings, contract_hash: String = "") -> void:
	_codec = codec
	_contract_hash = contract_hash
	_settings = settings
	_backoff = GodwitBackoff.new(settings.reconnect_base_ms, settings.reconnect_cap_ms)


## Connects to [param url] and stays connected until [method stop].
func start(url: String) -> void:
	_url = url
	_set_state(State.CONNECTING)
	_open_link(Time.get_ticks_msec())


## Says goodbye and stays away; emits [signal ended].
func stop(code: int = GodwitClose.NORMAL, reason: String = "") -> void:
	if state == State.DISCONNECTED:
		return
	_drop_link(code, reason)
	_end(code, reason)


## Says goodbye without a word to anyone here: the game is going away.
func abandon() -> void:
	_drop_link(GodwitClose.NORMAL, "")
	state = State.DISCONNECTED


## Does all that is due; call it every frame.
func poll(now_ms: int) -> void:
	if not _closing_links.is_empty():
		_closing_links = _closing_links.filter(_is_closing.bind(now_ms))
	if state == State.DISCONNECTED:
		return
	if _link == null:
		if now_ms >= _deadline_ms:
			_open_link(now_ms)
		return

	# Held here, for a listener may drop the link while it is being read.
	var link := _link
	link.poll()
	if _heartbeat != null:
		_beat(now_ms)
	elif _link != null and now_ms >= _deadline_ms:
		_drop_link(GodwitClose.NORMAL, "")
		_on_link_closed(GodwitClose.ABNORMAL, "The server did not answer in time.")


## The game woke up: whatever was planned for later is tried now.
func wake() -> void:
	var now_ms := Time.get_ticks_msec()
	if _heartbeat != null:
		_heartbeat.doubt(now_ms)
	elif _link == null:
		_deadline_ms = now_ms


## Sends [param message], as request [param ref] where that is not 0. Returns the code of what is wrong, empty when nothing
## is.
func send(message: GodwitMessage, ref: int = 0) -> StringName:
	if state != State.CONNECTED:
		return &"link.closed"
	var frame := _codec.encode(GodwitEnvelope.with_message(message, ref))
	if max_message_bytes > 0 and frame.size() > max_message_bytes:
		return &"message.too_large"
	return _link.send(frame)


## A number for the next request.
func next_ref() -> int:
	_last_ref += 1
	return _last_ref


## The smoothed round trip to the server in milliseconds; -1 when it is not known.
func get_latency_ms() -> float:
	return _heartbeat.latency_ms if _heartbeat != null else -1.0


func _open_link(now_ms: int) -> void:
	_deadline_ms = now_ms + _settings.connect_timeout_ms
	_link = GodwitLink.new()
	_link.opened.connect(_on_link_opened)
	_link.frame_received.connect(_on_frame_received)
	_link.closed.connect(_on_link_closed)
	_link.open(_url, _codec, _settings)


func _drop_link(code: int, reason: String) -> void:
	_heartbeat = null
	if _link == null:
		return
	_link.close(code, reason, Time.get_ticks_msec())
	_closing_links.append(_link)
	_link = null


func _is_closing(link: GodwitLink, now_ms: int) -> bool:
	return not link.finish(now_ms)


func _on_link_opened() -> void:
	_hello_ref = next_ref()
	var version := Engine.get_version_info()
	var hello: Dictionary = {
		"engine": "godot",
		"engineVersion": "%s.%s.%s" % [version["major"], version["minor"], version["patch"]],
		"platform": OS.get_name().to_lower(),
		"receiveBufferBytes": _settings.inbound_buffer_bytes,
	}
	if not _contract_hash.is_empty():
		hello["contract"] = _contract_hash
	_link.send(_codec.encode(GodwitEnvelope.new(GodwitProtocol.Type.HELLO, _hello_ref, hello)))


func _on_frame_received(frame: PackedByteArray) -> void:
	if _heartbeat != null:
		_heartbeat.heard()
	var envelope := _codec.decode(frame)
	if envelope == null:
		_fail(GodwitClose.INVALID_PAYLOAD, "packet.malformed")
	elif _heartbeat == null and envelope.ref == _hello_ref:
		_on_hello_answered(envelope)
	elif _heartbeat != null and envelope.type == GodwitProtocol.Type.PONG:
		_heartbeat.answered(envelope.ref, Time.get_ticks_msec())
	else:
		if envelope.type == GodwitProtocol.Type.DRAINING:
			_drain_delay_ms = maxi(0, GodwitFields.int_of(envelope.fields, "reconnectAfterMs"))
		envelope_received.emit(envelope)


func _on_hello_answered(answer: GodwitEnvelope) -> void:
	if answer.type == GodwitProtocol.Type.ERROR:
		_on_hello_refused(answer)
		return

	var now_ms := Time.get_ticks_msec()
	var interval_ms := GodwitFields.int_of(answer.fields, "pingIntervalMs", _DEFAULT_PING_INTERVAL_MS)
	_heartbeat = GodwitHeartbeat.new(maxi(100, interval_ms), _settings.heartbeat_misses, now_ms)
	max_message_bytes = GodwitFields.int_of(answer.fields, "maxMessageBytes")
	_welcomed_at_ms = now_ms
	_drain_delay_ms = 0
	_set_state(State.CONNECTED)
	welcomed.emit(answer.fields)


func _on_hello_refused(answer: GodwitEnvelope) -> void:
	var code := GodwitFields.text_of(answer.fields, "code")
	_drop_link(GodwitClose.NORMAL, "")
	envelope_received.emit(GodwitEnvelope.new(answer.type, 0, answer.fields))
	# The server's own trouble passes; anything else would be refused again.
	_on_link_closed(GodwitClose.TRY_AGAIN_LATER if code.begins_with("server.") else GodwitClose.POLICY_VIOLATION, code)


func _beat(now_ms: int) -> void:
	if _backoff.attempts > 0 and now_ms - _welcomed_at_ms >= _PROVEN_AFTER_MS:
		_backoff.reset()
	match _heartbeat.poll(now_ms):
		GodwitHeartbeat.Action.PING:
			var ref := next_ref()
			_heartbeat.sent(ref, now_ms)
			send(GodwitMessage.of(GodwitProtocol.Type.PING), ref)
		GodwitHeartbeat.Action.DEAD:
			_fail(GodwitClose.HEARTBEAT_LOST, "session.heartbeat_lost")


# Ends the link ourselves, and goes on as if the server had closed it so.
func _fail(code: int, reason: String) -> void:
	_drop_link(code, reason)
	_on_link_closed(code, reason)


func _on_link_closed(code: int, reason: String) -> void:
	if state == State.DISCONNECTED:
		return
	var was_connected := state == State.CONNECTED
	var limit := _settings.max_reconnect_attempts
	var has_attempts_left := limit == 0 or _backoff.attempts < limit
	var will_retry := _settings.auto_reconnect and GodwitClose.may_retry(code) and has_attempts_left
	_link = null
	_heartbeat = null
	if not will_retry:
		if was_connected:
			lost.emit(false)
		_end(code, reason)
		return

	var delay_ms := _drain_delay_ms + _backoff.next_delay_ms()
	_drain_delay_ms = 0
	_deadline_ms = Time.get_ticks_msec() + delay_ms
	_set_state(State.RECONNECTING)
	if was_connected:
		lost.emit(true)
	# A listener may have stopped it all.
	if state == State.RECONNECTING:
		retry_planned.emit(_backoff.attempts, delay_ms)


func _end(code: int, reason: String) -> void:
	if state == State.DISCONNECTED:
		return
	_backoff.reset()
	_set_state(State.DISCONNECTED)
	ended.emit(code, reason)


func _set_state(new_state: State) -> void:
	if state == new_state:
		return
	state = new_state
	state_changed.emit(state)
