class_name GodwitStateReceiver
extends Reference
## The room's latest state from the server; the connection feeds GodwitClient.state_receiver.
##
## It requests the full state automatically whenever something is wrong.

## Emitted when the state is replaced: by that of a room just joined, or by null when the room was left.
signal state_changed(state)
## Emitted when the state can't be shown. code is state.unknown if the generated classes do not know
## it: regenerate them.
signal failed(code)
## Emitted when the overloaded room skipped ticks ticks' time after tick tick: its next tick comes that much later.
signal leapt(tick, ticks)
## Emitted when the state must be requested from the server, with the question in message_due.
signal resync_requested(reason, version)
## Emitted with what the server has to be told: a StateResync, or in a StateHave which version the client has.
signal message_due(message)

## Every client is in this group, where nodes that show a state find it.
const GROUP := "godwit_client"

# Minimum time between two requests; the server only answers a few.
const _LEAST_WAIT_MS := 1000
# Retry delay if no answer came.
const _PATIENCE_MS := 3000
# The server is told the version after this many patches or this time, unless inputs say it.
const _HAVE_EVERY_PATCHES := 10
const _HAVE_EVERY_MS := 500.0
# And this often once a patch was late, for a while: the server sends no more than the line carries, as far as it knows that.
const _LATE_MS := 60.0
const _HAVE_EVERY_MS_IF_LATE := 100.0
const _LATE_FOR_MS := 3000.0
const _HAVE_MASK := 0xffff
# Retry delay if the generated classes do not have the state, which will hardly change.
const _HOPELESS_WAIT_MS := 30000

## The state; null before the first patch.
var state: GodwitState setget , get_state
## The server's ticks, as its patches tell them.
var clock := GodwitClock.new()
## The last patches, and where among them the moment shown lies.
var timeline := GodwitTimeline.new()
## What is interpolated, shown at that moment.
var view := GodwitView.new(timeline)
## The type of the room that the client is in; empty in none.
var room_type: String = ""
## When the latest packet arrived, in milliseconds of GodwitClock.local_ms().
var arrived_at_ms: float = 0.0
## How often the state was requested.
var resyncs: int = 0

var _decoder: GodwitStateDecoder
var _shown: GodwitState # once it was complete
var _wanted: int = GodwitStateDecoder.Fault.NONE
var _asked_at_ms: int = -_PATIENCE_MS
var _wait_ms: int = 0
var _patches_untold: int = 0 # since the server was last told the version
var _told_at_ms: float = 0.0
var _now_ms: float = 0.0 # when this frame began
var _late_at_ms: float = -_LATE_FOR_MS # when the last late patch came


## The receiver of the client at path from node, or of the only client if the path is empty; null if there
## is no such client.
static func of(node: Node, path: NodePath):
	var found = client_of(node, path)
	return found.state_receiver if found != null else null


## The client at path from node, or the only client if the path is empty; null if there is none.
static func client_of(node: Node, path: NodePath) -> Node:
	if not path.is_empty():
		return node.get_node_or_null(path)
	var clients := node.get_tree().get_nodes_in_group(GROUP)
	return clients[0] if not clients.empty() else null


## Receives the states in catalogue.
func _init(catalogue: GodwitCatalogue) -> void:
	_decoder = GodwitStateDecoder.new(catalogue)
	_decoder.connect("began", self, "_on_began")


## Takes a packet of type 10, 11 or 12: all its bytes, or { "type": 10, "message": { ... } }, which arrived at
## now_ms of GodwitClock.local_ms().
func receive_patch(packet, now_ms: float = GodwitClock.local_ms()) -> void:
	arrived_at_ms = now_ms
	var fault: int = _decoder.receive(packet)
	_ask_if_needed(fault)
	if fault == GodwitStateDecoder.Fault.UNKNOWN_STATE:
		emit_signal("failed", "state.unknown")


## A frame begins at now_ms of GodwitClock.local_ms(): moves the clock, and with it what is shown.
## ping_ms is the heartbeat's round trip, -1 while unknown, view_delay_ms the delay of the settings.
func advance(now_ms: float, ping_ms: float = -1.0, view_delay_ms: float = 0.0) -> void:
	clock.ping_ms = ping_ms
	clock.fixed_view_delay_ms = view_delay_ms
	clock.advance(now_ms)
	_now_ms = now_ms
	var patience_ms = _HAVE_EVERY_MS_IF_LATE if now_ms - _late_at_ms < _LATE_FOR_MS else _HAVE_EVERY_MS
	if _patches_untold >= _HAVE_EVERY_PATCHES or (_patches_untold > 0 and now_ms - _told_at_ms >= patience_ms):
		note_have_told()
		emit_signal("message_due", GodwitMessage.of(GodwitProtocol.Type.STATE_HAVE, { "version": get_have() }))
	timeline.seek(clock.view_tick if clock.is_synced else timeline.get_newest(), clock.tick_ms, now_ms)


## The session resumed over another connection; requests whatever the old one lost.
func resume() -> void:
	_asked_at_ms = -_PATIENCE_MS
	_ask_if_needed(_decoder.resume())


## The version the client has, as an input's have says it: the lowest 16 bits; 0 before the first patch.
func get_have() -> int:
	return _decoder.get_version() & _HAVE_MASK


## An input has told the server the version.
func note_have_told() -> void:
	_patches_untold = 0
	_told_at_ms = _now_ms


## The room skipped ticks ticks' time after tick tick.
func leap(tick: int, ticks: int) -> void:
	clock.leap(ticks)
	timeline.leap(ticks)
	emit_signal("leapt", tick, ticks)


## The client left the room: there is no state until the next room's arrives.
func clear() -> void:
	var had_state: bool = _shown != null
	_decoder.clear()
	clock.reset()
	timeline.clear()
	room_type = ""
	_patches_untold = 0
	_late_at_ms = -_LATE_FOR_MS
	_shown = null
	_wanted = GodwitStateDecoder.Fault.NONE
	if had_state:
		emit_signal("state_changed", null)


## The hash of the state, as the server computes it.
func get_hash() -> int:
	return _decoder.get_hash()


## See state.
func get_state() -> GodwitState:
	return _shown


func _ask_if_needed(fault: int) -> void:
	var now_ms: int = OS.get_ticks_msec()
	if fault != GodwitStateDecoder.Fault.NONE:
		var is_hopeless: bool = fault == GodwitStateDecoder.Fault.UNKNOWN_STATE
		if is_hopeless and _wanted == GodwitStateDecoder.Fault.NONE:
			_asked_at_ms = now_ms # the answer would be the same
		_wanted = int(min(fault, GodwitStateDecoder.Fault.UNREADABLE))
		_wait_ms = _HOPELESS_WAIT_MS if is_hopeless else _LEAST_WAIT_MS
	elif not _decoder.is_waiting():
		_wanted = GodwitStateDecoder.Fault.NONE
	if _wanted == GodwitStateDecoder.Fault.NONE or now_ms - _asked_at_ms < _wait_ms:
		return
	_asked_at_ms = now_ms
	_wait_ms = _PATIENCE_MS
	resyncs += 1
	emit_signal("resync_requested", _wanted, _decoder.get_version())
	var question: Dictionary = { "reason": _wanted, "version": _decoder.get_version() }
	emit_signal("message_due", GodwitMessage.of(GodwitProtocol.Type.STATE_RESYNC, question))


func _on_began(began: GodwitState) -> void:
	_shown = began
	began.connect("patched", self, "_on_patched")
	emit_signal("state_changed", began)


func _on_patched(tick: int) -> void:
	var patched = _decoder.state
	clock.add(tick, patched.version, patched.server_time_ms, arrived_at_ms)
	timeline.push(tick, clock.patch_interval_ms / clock.tick_ms if clock.tick_ms > 0.0 else 0.0)
	view.record()
	_patches_untold += 1
	if clock.late_ms > _LATE_MS:
		_late_at_ms = arrived_at_ms
