class_name GodwitConnection
extends Reference
## Keeps the player connected: opens a link, says Hello, watches its pulse, and comes back after a loss.

## Emitted when state changed, with the new state.
signal state_changed(state)
## Emitted when the server welcomed this client, with the Welcome's fields.
signal welcomed(welcome)
## Emitted when a welcomed link was lost.
signal lost(will_retry)
## Emitted when the next attempt was planned.
signal retry_planned(attempt, delay_ms)
## Emitted when it is over and no attempt follows.
signal ended(code, reason)
## Emitted for every packet that is not part of the opening or the heartbeat, with a GodwitEnvelope.
signal envelope_received(envelope)

## How far the connection is.
enum State {
	DISCONNECTED, # Idle: never started, stopped, refused or given up.
	CONNECTING, # The first attempt is under way.
	CONNECTED, # The server said Welcome.
	RECONNECTING, # An attempt failed or a link was lost; the next attempt waits or is under way.
}

# A link that lived this long has proved itself: the next loss starts with short waits again.
const _PROVEN_AFTER_MS := 5000
const _DEFAULT_PING_INTERVAL_MS := 5000
# Godot 4's names, where they are others.
const _PLATFORMS := { "X11": "linux", "Server": "linux", "OSX": "macos", "HTML5": "web", "UWP": "windows" }

## How far the connection is.
var state: int = State.DISCONNECTED
## The largest packet the server takes, in bytes; 0 before its first Welcome.
var max_message_bytes: int = 0

var _codec: GodwitCodec
var _contract_hash: String # told to the server; empty without generated classes
var _settings: GodwitSettings
var _url: String = ""
var _link: GodwitLink # null while waiting for the next attempt
var _closing_links: Array = []
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


## Connects to url and stays connected until stop().
func start(url: String) -> void:
	_url = url
	_set_state(State.CONNECTING)
	_open_link(OS.get_ticks_msec())


## Says goodbye and stays away; emits ended.
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
	for closing in _closing_links.duplicate():
		if closing.finish(now_ms):
			_closing_links.erase(closing)
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
	var now_ms := OS.get_ticks_msec()
	if _heartbeat != null:
		_heartbeat.doubt(now_ms)
	elif _link == null:
		_deadline_ms = now_ms


## Sends fields as a message of a type. Returns the code of what is wrong, empty when nothing is.
func send(message: GodwitMessage, ref: int = 0) -> String:
	if state != State.CONNECTED:
		return "link.closed"
	var envelope := GodwitEnvelope.new(message.type, ref)
	envelope.message = message
	var frame := _codec.encode(envelope)
	if max_message_bytes > 0 and frame.size() > max_message_bytes:
		return "message.too_large"
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
	_link.connect("opened", self, "_on_link_opened")
	_link.connect("frame_received", self, "_on_frame_received")
	_link.connect("closed", self, "_on_link_closed")
	_link.open(_url, _codec, _settings)


func _drop_link(code: int, reason: String) -> void:
	_heartbeat = null
	if _link == null:
		return
	_link.close(code, reason, OS.get_ticks_msec())
	_closing_links.append(_link)
	_link = null


func _on_link_opened() -> void:
	_hello_ref = next_ref()
	var version := Engine.get_version_info()
	var system := OS.get_name()
	var hello := {
		"engine": "godot",
		"engineVersion": "%s.%s.%s" % [version["major"], version["minor"], version["patch"]],
		"platform": _PLATFORMS.get(system, system.to_lower()),
		"receiveBufferBytes": _settings.inbound_buffer_bytes,
	}
	if _contract_hash != "":
		hello["contract"] = _contract_hash
	_link.send(_codec.encode(GodwitEnvelope.new(GodwitProtocol.Type.HELLO, _hello_ref, hello)))


func _on_frame_received(frame: PoolByteArray) -> void:
	if _heartbeat != null:
		_heartbeat.heard()
	var envelope := _codec.decode(frame)
	if envelope == null:
		_fail(GodwitClose.INVALID_PAYLOAD, "packet.malformed")
	elif _heartbeat == null and envelope.ref == _hello_ref:
		_on_hello_answered(envelope)
	elif _heartbeat != null and envelope.type == GodwitProtocol.Type.PONG:
		_heartbeat.answered(envelope.ref, OS.get_ticks_msec())
	else:
		if envelope.type == GodwitProtocol.Type.DRAINING:
			_drain_delay_ms = int(max(0, GodwitFields.int_of(envelope.fields, "reconnectAfterMs")))
			# Godot 3 goes deaf, without a signal, on a close with a code it does not know, as 1012 (restart) is one.
			if _heartbeat != null:
				_heartbeat.doubt(OS.get_ticks_msec())
		emit_signal("envelope_received", envelope)


func _on_hello_answered(answer: GodwitEnvelope) -> void:
	if answer.type == GodwitProtocol.Type.ERROR:
		_on_hello_refused(answer)
		return

	var now_ms := OS.get_ticks_msec()
	var interval_ms := GodwitFields.int_of(answer.fields, "pingIntervalMs", _DEFAULT_PING_INTERVAL_MS)
	_heartbeat = GodwitHeartbeat.new(int(max(100, interval_ms)), _settings.heartbeat_misses, now_ms)
	max_message_bytes = GodwitFields.int_of(answer.fields, "maxMessageBytes")
	_welcomed_at_ms = now_ms
	_drain_delay_ms = 0
	_set_state(State.CONNECTED)
	emit_signal("welcomed", answer.fields)


func _on_hello_refused(answer: GodwitEnvelope) -> void:
	var code := GodwitFields.text_of(answer.fields, "code")
	_drop_link(GodwitClose.NORMAL, "")
	emit_signal("envelope_received", GodwitEnvelope.new(answer.type, 0, answer.fields))
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
	var was_connected: bool = state == State.CONNECTED
	var limit: int = _settings.max_reconnect_attempts
	var has_attempts_left: bool = limit == 0 or _backoff.attempts < limit
	var will_retry: bool = _settings.auto_reconnect and GodwitClose.may_retry(code) and has_attempts_left
	_link = null
	_heartbeat = null
	if not will_retry:
		if was_connected:
			emit_signal("lost", false)
		_end(code, reason)
		return

	var delay_ms := _drain_delay_ms + _backoff.next_delay_ms()
	_drain_delay_ms = 0
	_deadline_ms = OS.get_ticks_msec() + delay_ms
	_set_state(State.RECONNECTING)
	if was_connected:
		emit_signal("lost", true)
	# A listener may have stopped it all.
	if state == State.RECONNECTING:
		emit_signal("retry_planned", _backoff.attempts, delay_ms)


func _end(code: int, reason: String) -> void:
	if state == State.DISCONNECTED:
		return
	_backoff.reset()
	_set_state(State.DISCONNECTED)
	emit_signal("ended", code, reason)


func _set_state(new_state: int) -> void:
	if state == new_state:
		return
	state = new_state
	emit_signal("state_changed", state)
