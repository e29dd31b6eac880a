class_name GodwitMatchmaking
extends RefCounted
## Searches for a match, for you or for the party you lead: [code]Godwit.matchmaking[/code].
##
## The server moves you into the match's room, which emits [signal GodwitRooms.joined].
## [codeblock]
## Godwit.matchmaking.progressed.connect(_on_progressed)
## Godwit.matchmaking.proposed.connect(accept_dialog.popup_centered)
## var result := await Godwit.matchmaking.find("duel", {}, { "skill": 1200.0 }, "skill within 200")
## if not result.ok:
##     show_error(result.text)
## [/codeblock]

## Emitted when you, or your party, started waiting; also for members whose leader asked.
signal waiting
## Emitted every few seconds while you wait: [member position] and [member expected_ms] were updated.
signal progressed
## Emitted when a match was found that every player has to accept, with [method accept] or [method decline].
signal proposed(answer_within_ms: int)
## Emitted when another player accepted: [member accepted] of [member players] have.
signal player_accepted
## Emitted when a proposed match was called off. [param reason] is one of [GodwitMatchDissolvedReason]; if
## [param is_waiting], you keep waiting, otherwise you don't.
signal dissolved(reason: String, is_waiting: bool)
## Emitted when the match starts: its teams, and which is yours. The room follows.
signal matched(message: GodwitMatchStarted)
## Emitted when the room of a started match could not be opened, or does not let you in.
signal failed(code: StringName, text: String)
## Emitted when you have stopped waiting without a match. [param reason] is one of [GodwitMatchmakingCancelledReason].
signal cancelled(reason: String)

## The state of the search.
enum State {
	IDLE, ## Not searching.
	WAITING, ## Waiting for a match.
	PROPOSED, ## A match was found, and its players are being asked.
}

## The underlying messages.
var api: GodwitMatchmakingApi
## The state of the search.
var state: State = State.IDLE
## The queue you are waiting in; empty if none.
var queue: String = ""
## The session ids of everyone on the ticket, the leader first.
var player_ids: Array[String] = []
## How long you have waited, in milliseconds.
var waited_ms: int:
	get:
		return Time.get_ticks_msec() - _since_ms if state != State.IDLE else 0
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
var answer_within_ms: int:
	get:
		return maxi(0, _answer_until_ms - Time.get_ticks_msec()) if state == State.PROPOSED else 0

var _client: GodwitClient
var _since_ms: int = 0
var _answer_until_ms: int = 0
var _match_id: int = 0


func _init(client: GodwitClient) -> void:
	_client = client
	api = GodwitMatchmakingApi.new(client)
	client.connected.connect(_on_connected)
	client.disconnected.connect(_on_disconnected)
	client.answer_received.connect(_on_answer_received)
	client.on(GodwitMatchmakingTicket.TYPE, _on_ticket)
	api.progressed.connect(_on_progressed)
	api.cancelled.connect(_on_cancelled)
	api.match_proposed.connect(_on_match_proposed)
	api.match_accepted.connect(_on_match_accepted)
	api.match_dissolved.connect(_on_match_dissolved)
	api.match_started.connect(_on_match_started)
	api.match_failed.connect(_on_match_failed)


## Searches for a match in [param p_queue]. [param strings] and [param numbers] are your properties, [param query] is
## what everyone else in the match must have, e.g. [code]"region = 'eu' and skill within 200"[/code].
func find(
	p_queue: String, strings: Dictionary = {}, numbers: Dictionary = {}, query: String = "",
) -> GodwitMatchmakingTicket.Result:
	var message := GodwitMatchmakingEnqueue.new(p_queue)
	if not strings.is_empty():
		message.strings = strings
	if not numbers.is_empty():
		message.numbers = numbers
	if not query.is_empty():
		message.query = query
	if not _client.player_name.is_empty():
		message.name_ = _client.player_name
	return await api.enqueue_with(message)


## Stops searching, for the whole party; any member may.
func cancel() -> GodwitResult:
	return await api.cancel()


## Accepts the proposed match; the last acceptance starts it.
func accept() -> GodwitResult:
	return await api.match_accept(_match_id)


## Declines the proposed match: you, and your party, stop waiting.
func decline() -> GodwitResult:
	return await api.match_decline(_match_id)


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
	var ticket := message as GodwitMatchmakingTicket
	var is_new := state == State.IDLE
	if is_new or ticket.state == GodwitMatchmakingTicketState.WAITING:
		state = State.WAITING
	queue = ticket.queue
	player_ids = ticket.player_ids
	_read_progress(ticket.waited_ms, ticket.position)
	expected_ms = ticket.expected_ms if ticket.has_expected_ms else -1
	skill_window = ticket.skill_window if ticket.has_skill_window else -1.0
	if is_new:
		waiting.emit()
	else:
		progressed.emit()


func _on_progressed(message: GodwitMatchmakingProgressed) -> void:
	if state == State.IDLE:
		return
	_read_progress(message.waited_ms, message.position)
	expected_ms = message.expected_ms if message.has_expected_ms else -1
	skill_window = message.skill_window if message.has_skill_window else -1.0
	progressed.emit()


func _read_progress(p_waited_ms: int, p_position: int) -> void:
	_since_ms = Time.get_ticks_msec() - p_waited_ms
	position = p_position


func _on_match_proposed(message: GodwitMatchProposed) -> void:
	state = State.PROPOSED
	queue = message.queue
	_match_id = message.match_id
	_answer_until_ms = Time.get_ticks_msec() + message.answer_within_ms
	players = message.players
	accepted = message.accepted
	has_accepted = false
	proposed.emit(message.answer_within_ms)


func _on_match_accepted(message: GodwitMatchAccepted) -> void:
	if message.match_id != _match_id:
		return
	players = message.players
	accepted = message.accepted
	player_accepted.emit()


func _on_match_dissolved(message: GodwitMatchDissolved) -> void:
	if message.match_id != _match_id or state == State.IDLE:
		return
	if message.is_waiting:
		state = State.WAITING
		_match_id = 0
	else:
		_forget()
	dissolved.emit(message.reason, message.is_waiting)


func _on_match_started(message: GodwitMatchStarted) -> void:
	_forget()
	matched.emit(message)


func _on_match_failed(message: GodwitMatchFailed) -> void:
	_forget()
	failed.emit(StringName(message.code), message.text)


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
	cancelled.emit(reason)


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
