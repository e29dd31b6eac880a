class_name GodwitMatchmaking
extends Reference
## Searches for a match, for you or for the party you lead: Godwit.matchmaking.
##
## The server moves you into the match's room, which emits GodwitRooms.joined.
##
##     Godwit.matchmaking.connect("progressed", self, "_on_progressed")
##     Godwit.matchmaking.connect("proposed", accept_dialog, "popup_centered")
##     var result = yield(Godwit.matchmaking.find("duel", {}, { "skill": 1200.0 }, "skill within 200"), "completed")
##     if not result.ok:
##         show_error(result.text)

## Emitted when you, or your party, started waiting; also for members whose leader asked.
signal waiting
## Emitted every few seconds while you wait: position and expected_ms were updated.
signal progressed
## Emitted when a match was found that every player has to accept, with accept() or decline().
signal proposed(answer_within_ms)
## Emitted when another player accepted: accepted of players have.
signal player_accepted
## Emitted when a proposed match was called off. reason is one of GodwitMatchDissolvedReason; if
## is_waiting, you keep waiting, otherwise you don't.
signal dissolved(reason, is_waiting)
## Emitted when the match starts: its teams, and which is yours. The room follows.
signal matched(message)
## Emitted when the room of a started match could not be opened, or does not let you in.
signal failed(code, text)
## Emitted when you have stopped waiting without a match. reason is one of GodwitMatchmakingCancelledReason.
signal cancelled(reason)

## The state of the search.
enum State {
	IDLE, ## Not searching.
	WAITING, ## Waiting for a match.
	PROPOSED, ## A match was found, and its players are being asked.
}

## The underlying messages.
var api: GodwitMatchmakingApi
## The state of the search.
var state: int = State.IDLE
## The queue you are waiting in; empty if none.
var queue: String = ""
## The session ids of everyone on the ticket, the leader first.
var player_ids: Array = []
## How long you have waited, in milliseconds.
var waited_ms: int setget , get_waited_ms
## How long the wait usually is, in milliseconds; -1 if unknown.
var expected_ms: int = -1
## Your position in order of arrival, from 1; 0 if not waiting.
var position: int = 0
## The difference in skill you currently accept; -1 in a queue without skill.
var skill_window: float = -1.0
## How many players the proposed match has.
var players: int = 0
## How many of them have accepted.
var accepted: int = 0
## Whether you have.
var has_accepted: bool = false
## How long you have to answer, in milliseconds; 0 without a proposal.
var answer_within_ms: int setget , get_answer_within_ms

var _client: GodwitClient
var _since_ms: int = 0
var _answer_until_ms: int = 0
var _match_id: int = 0


func _init(client: GodwitClient) -> void:
	_client = client
	api = GodwitMatchmakingApi.new(client)
	client.connect("connected", self, "_on_connected")
	client.connect("disconnected", self, "_on_disconnected")
	client.connect("answer_received", self, "_on_answer_received")
	client.on(GodwitMatchmakingTicket.TYPE, self, "_on_ticket")
	api.connect("progressed", self, "_on_progressed")
	api.connect("cancelled", self, "_on_cancelled")
	api.connect("match_proposed", self, "_on_match_proposed")
	api.connect("match_accepted", self, "_on_match_accepted")
	api.connect("match_dissolved", self, "_on_match_dissolved")
	api.connect("match_started", self, "_on_match_started")
	api.connect("match_failed", self, "_on_match_failed")


## Searches for a match in p_queue. strings and numbers are your properties, query is
## what everyone else in the match must have, e.g. "region = 'eu' and skill within 200".
func find(
	p_queue: String, strings: Dictionary = {}, numbers: Dictionary = {}, query: String = ""
):
	var message := GodwitMatchmakingEnqueue.new(p_queue)
	if not strings.empty():
		message.strings = strings
	if not numbers.empty():
		message.numbers = numbers
	if not query.empty():
		message.query = query
	if not _client.player_name.empty():
		message.name_ = _client.player_name
	return yield(api.enqueue_with(message), "completed")


## Stops searching, for the whole party; any member may.
func cancel():
	return yield(api.cancel(), "completed")


## Accepts the proposed match; the last acceptance starts it.
func accept():
	return yield(api.match_accept(_match_id), "completed")


## Declines the proposed match: you, and your party, stop waiting.
func decline():
	return yield(api.match_decline(_match_id), "completed")


## See waited_ms.
func get_waited_ms() -> int:
	return OS.get_ticks_msec() - _since_ms if state != State.IDLE else 0


## See answer_within_ms.
func get_answer_within_ms() -> int:
	return int(max(0, _answer_until_ms - OS.get_ticks_msec())) if state == State.PROPOSED else 0


func _on_answer_received(request: GodwitRequest, result: GodwitResult) -> void:
	if result.value is GodwitMatchmakingTicket:
		_on_ticket(result.value)
	elif request == null or not result.ok:
		return
	elif request.message is GodwitMatchmakingCancel:
		_stop(GodwitMatchmakingCancelledReason.CANCELLED)
	elif request.message is GodwitMatchDecline and (request.message as GodwitMatchDecline).match_id == _match_id:
		_stop(GodwitMatchmakingCancelledReason.CANCELLED)
	elif request.message is GodwitMatchAccept and (request.message as GodwitMatchAccept).match_id == _match_id:
		has_accepted = true


func _on_ticket(message: GodwitMessage) -> void:
	var ticket = message as GodwitMatchmakingTicket
	var is_new: bool = state == State.IDLE
	if is_new or ticket.state == GodwitMatchmakingTicketState.WAITING:
		state = State.WAITING
	queue = ticket.queue
	player_ids = ticket.player_ids
	_read_progress(ticket.waited_ms, ticket.position)
	expected_ms = ticket.expected_ms if ticket.has_expected_ms else -1
	skill_window = ticket.skill_window if ticket.has_skill_window else -1.0
	if is_new:
		emit_signal("waiting")
	else:
		emit_signal("progressed")


func _on_progressed(message: GodwitMatchmakingProgressed) -> void:
	if state == State.IDLE:
		return
	_read_progress(message.waited_ms, message.position)
	expected_ms = message.expected_ms if message.has_expected_ms else -1
	skill_window = message.skill_window if message.has_skill_window else -1.0
	emit_signal("progressed")


func _read_progress(p_waited_ms: int, p_position: int) -> void:
	_since_ms = OS.get_ticks_msec() - p_waited_ms
	position = p_position


func _on_match_proposed(message: GodwitMatchProposed) -> void:
	state = State.PROPOSED
	queue = message.queue
	_match_id = message.match_id
	_answer_until_ms = OS.get_ticks_msec() + message.answer_within_ms
	players = message.players
	accepted = message.accepted
	has_accepted = false
	emit_signal("proposed", message.answer_within_ms)


func _on_match_accepted(message: GodwitMatchAccepted) -> void:
	if message.match_id != _match_id:
		return
	players = message.players
	accepted = message.accepted
	emit_signal("player_accepted")


func _on_match_dissolved(message: GodwitMatchDissolved) -> void:
	if message.match_id != _match_id or state == State.IDLE:
		return
	if message.is_waiting:
		state = State.WAITING
		_match_id = 0
	else:
		_forget()
	emit_signal("dissolved", message.reason, message.is_waiting)


func _on_match_started(message: GodwitMatchStarted) -> void:
	_forget()
	emit_signal("matched", message)


func _on_match_failed(message: GodwitMatchFailed) -> void:
	_forget()
	emit_signal("failed", String(message.code), message.text)


func _on_cancelled(message: GodwitMatchmakingCancelled) -> void:
	_stop(message.reason)


# A new session: the server has forgotten the old one, which was waiting.
func _on_connected(_session_id: String) -> void:
	_stop(GodwitMatchmakingCancelledReason.LOST)


func _on_disconnected(_code: int, _reason: String) -> void:
	_stop(GodwitMatchmakingCancelledReason.LOST)


func _stop(reason: String) -> void:
	if state == State.IDLE:
		return
	_forget()
	emit_signal("cancelled", reason)


func _forget() -> void:
	state = State.IDLE
	queue = ""
	player_ids = []
	expected_ms = -1
	position = 0
	skill_window = -1.0
	players = 0
	accepted = 0
	has_accepted = false
	_match_id = 0
