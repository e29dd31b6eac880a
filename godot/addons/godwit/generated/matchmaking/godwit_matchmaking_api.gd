class_name GodwitMatchmakingApi
extends RefCounted
## The messages of the server's module "matchmaking".
##
## Generated from the contract; do not edit.

## Progress of your ticket, every few seconds while it waits.
signal progressed(message: GodwitMatchmakingProgressed)
## Your ticket was cancelled. The player who cancelled it gets the reply to that request instead.
signal cancelled(message: GodwitMatchmakingCancelled)
## A match was found: every player has to accept it before it starts.
signal match_proposed(message: GodwitMatchProposed)
## A player has accepted a proposed match; sent to all of its players, including that one.
signal match_accepted(message: GodwitMatchAccepted)
## The match was called off.
signal match_dissolved(message: GodwitMatchDissolved)
## The match starts. RoomJoined follows on its own: the server puts you into the room.
signal match_started(message: GodwitMatchStarted)
## The match's room could not be opened, or did not let you in. Your ticket has left the queue.
signal match_failed(message: GodwitMatchFailed)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitMatchmakingProgressed.TYPE, _on_progressed)
	client.on(GodwitMatchmakingCancelled.TYPE, _on_cancelled)
	client.on(GodwitMatchProposed.TYPE, _on_match_proposed)
	client.on(GodwitMatchAccepted.TYPE, _on_match_accepted)
	client.on(GodwitMatchDissolved.TYPE, _on_match_dissolved)
	client.on(GodwitMatchStarted.TYPE, _on_match_started)
	client.on(GodwitMatchFailed.TYPE, _on_match_failed)


## Looks for a match for you, or for your whole party if you are its leader. Nobody may be in a room. The server
## puts you into the match's room on its own.
func enqueue(queue: String) -> GodwitMatchmakingTicket.Result:
	return GodwitMatchmakingTicket.Result.new(await _client.request(GodwitMatchmakingEnqueue.new(queue)))


## Looks for a match for you, or for your whole party if you are its leader. Nobody may be in a room. The server
## puts you into the match's room on its own.
func enqueue_with(message: GodwitMatchmakingEnqueue) -> GodwitMatchmakingTicket.Result:
	return GodwitMatchmakingTicket.Result.new(await _client.request(message))


## Cancels the search, for the whole party; any member may do this.
func cancel() -> GodwitResult:
	return await _client.request(GodwitMatchmakingCancel.new())


## Requests the status of your ticket.
func status() -> GodwitMatchmakingTicket.Result:
	return GodwitMatchmakingTicket.Result.new(await _client.request(GodwitMatchmakingStatus.new()))


## Accepts a match; it starts when the last player accepts.
func match_accept(match_id: int) -> GodwitResult:
	return await _client.request(GodwitMatchAccept.new(match_id))


## Declines a match: you and your party leave the queue; the others keep waiting.
func match_decline(match_id: int) -> GodwitResult:
	return await _client.request(GodwitMatchDecline.new(match_id))


## Requests the list of queues.
func queues() -> GodwitMatchmakingQueuesListed.Result:
	return GodwitMatchmakingQueuesListed.Result.new(await _client.request(GodwitMatchmakingQueues.new()))


func _on_progressed(message: GodwitMessage) -> void:
	progressed.emit(message as GodwitMatchmakingProgressed)


func _on_cancelled(message: GodwitMessage) -> void:
	cancelled.emit(message as GodwitMatchmakingCancelled)


func _on_match_proposed(message: GodwitMessage) -> void:
	match_proposed.emit(message as GodwitMatchProposed)


func _on_match_accepted(message: GodwitMessage) -> void:
	match_accepted.emit(message as GodwitMatchAccepted)


func _on_match_dissolved(message: GodwitMessage) -> void:
	match_dissolved.emit(message as GodwitMatchDissolved)


func _on_match_started(message: GodwitMessage) -> void:
	match_started.emit(message as GodwitMatchStarted)


func _on_match_failed(message: GodwitMessage) -> void:
	match_failed.emit(message as GodwitMatchFailed)
