extends Reference
class_name MatchmakingApi
## The messages of the server's module "matchmaking".
##
## Generated from the contract; do not edit.

## How your ticket is doing, every few seconds while it waits. [param message] is a [MatchmakingProgressed].
signal progressed(message)
## You wait for a match no more. Whoever wished it gets the answer to that instead. [param message] is a
## [MatchmakingCancelled].
signal cancelled(message)
## A match was found: every player has to accept it before it starts. [param message] is a [MatchProposed].
signal match_proposed(message)
## A player of a proposed match has accepted it; all its players are told, that one included. [param message] is a
## [MatchAccepted].
signal match_accepted(message)
## The match does not take place. [param message] is a [MatchDissolved].
signal match_dissolved(message)
## The match is on. RoomJoined follows by itself: the server puts you into its room. [param message] is a
## [MatchStarted].
signal match_started(message)
## The match's room could not be opened, or does not let you in. Your ticket has left the queue. [param message]
## is a [MatchFailed].
signal match_failed(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(MatchmakingProgressed.TYPE, self, "_on_progressed")
	client.on(MatchmakingCancelled.TYPE, self, "_on_cancelled")
	client.on(MatchProposed.TYPE, self, "_on_match_proposed")
	client.on(MatchAccepted.TYPE, self, "_on_match_accepted")
	client.on(MatchDissolved.TYPE, self, "_on_match_dissolved")
	client.on(MatchStarted.TYPE, self, "_on_match_started")
	client.on(MatchFailed.TYPE, self, "_on_match_failed")


## Looks for a match: for you, or for your whole party when you lead one. All must be in no room. The server puts
## you into the match's room by itself.
## Await it: var result = yield(Godwit.matchmaking.enqueue(...), "completed"), a GodwitResult whose value is a
## [MatchmakingTicket].
func enqueue(queue: String):
	return _client.request(MatchmakingEnqueue.new(queue))


## Looks for a match: for you, or for your whole party when you lead one. All must be in no room. The server puts
## you into the match's room by itself.
## Await it: var result = yield(Godwit.matchmaking.enqueue_with(...), "completed"), a GodwitResult whose value is
## a [MatchmakingTicket].
func enqueue_with(message: MatchmakingEnqueue):
	return _client.request(message)


## Stops looking for a match, for the whole party; any member may.
## Await it: var result = yield(Godwit.matchmaking.cancel(...), "completed"), a GodwitResult without a value.
func cancel():
	return _client.request(MatchmakingCancel.new())


## Asks how your ticket is doing.
## Await it: var result = yield(Godwit.matchmaking.status(...), "completed"), a GodwitResult whose value is a
## [MatchmakingTicket].
func status():
	return _client.request(MatchmakingStatus.new())


## Says yes to a match; the last yes starts it.
## Await it: var result = yield(Godwit.matchmaking.match_accept(...), "completed"), a GodwitResult without a
## value.
func match_accept(match_id: int):
	return _client.request(MatchAccept.new(match_id))


## Says no to a match: you, and your party, wait no more; the others wait on.
## Await it: var result = yield(Godwit.matchmaking.match_decline(...), "completed"), a GodwitResult without a
## value.
func match_decline(match_id: int):
	return _client.request(MatchDecline.new(match_id))


## Asks which queues there are.
## Await it: var result = yield(Godwit.matchmaking.queues(...), "completed"), a GodwitResult whose value is a
## [MatchmakingQueuesListed].
func queues():
	return _client.request(MatchmakingQueues.new())


func _on_progressed(message: GodwitMessage) -> void:
	emit_signal("progressed", message)


func _on_cancelled(message: GodwitMessage) -> void:
	emit_signal("cancelled", message)


func _on_match_proposed(message: GodwitMessage) -> void:
	emit_signal("match_proposed", message)


func _on_match_accepted(message: GodwitMessage) -> void:
	emit_signal("match_accepted", message)


func _on_match_dissolved(message: GodwitMessage) -> void:
	emit_signal("match_dissolved", message)


func _on_match_started(message: GodwitMessage) -> void:
	emit_signal("match_started", message)


func _on_match_failed(message: GodwitMessage) -> void:
	emit_signal("match_failed", message)
