extends Reference
class_name GodwitMatchmakingApi
## The messages of the server's module "matchmaking".
##
## Generated from the contract; do not edit.

## Progress of your ticket, every few seconds while it waits. [param message] is a [GodwitMatchmakingProgressed].
signal progressed(message)
## Your ticket was cancelled. The player who cancelled it gets the reply to that request instead. [param message]
## is a [GodwitMatchmakingCancelled].
signal cancelled(message)
## A match was found: every player has to accept it before it starts. [param message] is a [GodwitMatchProposed].
signal match_proposed(message)
## A player has accepted a proposed match; sent to all of its players, including that one. [param message] is a
## [GodwitMatchAccepted].
signal match_accepted(message)
## The match was called off. [param message] is a [GodwitMatchDissolved].
signal match_dissolved(message)
## The match starts. RoomJoined follows on its own: the server puts you into the room. [param message] is a
## [GodwitMatchStarted].
signal match_started(message)
## The match's room could not be opened, or did not let you in. Your ticket has left the queue. [param message] is
## a [GodwitMatchFailed].
signal match_failed(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(GodwitMatchmakingProgressed.TYPE, self, "_on_progressed")
	client.on(GodwitMatchmakingCancelled.TYPE, self, "_on_cancelled")
	client.on(GodwitMatchProposed.TYPE, self, "_on_match_proposed")
	client.on(GodwitMatchAccepted.TYPE, self, "_on_match_accepted")
	client.on(GodwitMatchDissolved.TYPE, self, "_on_match_dissolved")
	client.on(GodwitMatchStarted.TYPE, self, "_on_match_started")
	client.on(GodwitMatchFailed.TYPE, self, "_on_match_failed")


## Looks for a match for you, or for your whole party if you are its leader. Nobody may be in a room. The server
## puts you into the match's room on its own.
## Await it: var result = yield(Godwit.matchmaking.enqueue(...), "completed"), a GodwitResult whose value is a
## [GodwitMatchmakingTicket].
func enqueue(queue: String):
	return _client.request(GodwitMatchmakingEnqueue.new(queue))


## Looks for a match for you, or for your whole party if you are its leader. Nobody may be in a room. The server
## puts you into the match's room on its own.
## Await it: var result = yield(Godwit.matchmaking.enqueue_with(...), "completed"), a GodwitResult whose value is
## a [GodwitMatchmakingTicket].
func enqueue_with(message: GodwitMatchmakingEnqueue):
	return _client.request(message)


## Cancels the search, for the whole party; any member may do this.
## Await it: var result = yield(Godwit.matchmaking.cancel(...), "completed"), a GodwitResult without a value.
func cancel():
	return _client.request(GodwitMatchmakingCancel.new())


## Requests the status of your ticket.
## Await it: var result = yield(Godwit.matchmaking.status(...), "completed"), a GodwitResult whose value is a
## [GodwitMatchmakingTicket].
func status():
	return _client.request(GodwitMatchmakingStatus.new())


## Accepts a match; it starts when the last player accepts.
## Await it: var result = yield(Godwit.matchmaking.match_accept(...), "completed"), a GodwitResult without a
## value.
func match_accept(match_id: int):
	return _client.request(GodwitMatchAccept.new(match_id))


## Declines a match: you and your party leave the queue; the others keep waiting.
## Await it: var result = yield(Godwit.matchmaking.match_decline(...), "completed"), a GodwitResult without a
## value.
func match_decline(match_id: int):
	return _client.request(GodwitMatchDecline.new(match_id))


## Requests the list of queues.
## Await it: var result = yield(Godwit.matchmaking.queues(...), "completed"), a GodwitResult whose value is a
## [GodwitMatchmakingQueuesListed].
func queues():
	return _client.request(GodwitMatchmakingQueues.new())


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
