class_name MatchmakingApi
extends RefCounted
## The messages of the server's module "matchmaking".
##
## Generated from the contract; do not edit.

## How your ticket is doing, every few seconds while it waits.
signal progressed(message: MatchmakingProgressed)
## You wait for a match no more. Whoever wished it gets the answer to that instead.
signal cancelled(message: MatchmakingCancelled)
## A match was found: every player has to accept it before it starts.
signal match_proposed(message: MatchProposed)
## A player of a proposed match has accepted it; all its players are told, that one included.
signal match_accepted(message: MatchAccepted)
## The match does not take place.
signal match_dissolved(message: MatchDissolved)
## The match is on. RoomJoined follows by itself: the server puts you into its room.
signal match_started(message: MatchStarted)
## The match's room could not be opened, or does not let you in. Your ticket has left the queue.
signal match_failed(message: MatchFailed)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(MatchmakingProgressed.TYPE, _on_progressed)
	client.on(MatchmakingCancelled.TYPE, _on_cancelled)
	client.on(MatchProposed.TYPE, _on_match_proposed)
	client.on(MatchAccepted.TYPE, _on_match_accepted)
	client.on(MatchDissolved.TYPE, _on_match_dissolved)
	client.on(MatchStarted.TYPE, _on_match_started)
	client.on(MatchFailed.TYPE, _on_match_failed)


## Looks for a match: for you, or for your whole party when you lead one. All must be in no room. The server puts
## you into the match's room by itself.
func enqueue(queue: String) -> MatchmakingTicket.Result:
	return MatchmakingTicket.Result.new(await _client.request(MatchmakingEnqueue.new(queue)))


## Looks for a match: for you, or for your whole party when you lead one. All must be in no room. The server puts
## you into the match's room by itself.
func enqueue_with(message: MatchmakingEnqueue) -> MatchmakingTicket.Result:
	return MatchmakingTicket.Result.new(await _client.request(message))


## Stops looking for a match, for the whole party; any member may.
func cancel() -> GodwitResult:
	return await _client.request(MatchmakingCancel.new())


## Asks how your ticket is doing.
func status() -> MatchmakingTicket.Result:
	return MatchmakingTicket.Result.new(await _client.request(MatchmakingStatus.new()))


## Says yes to a match; the last yes starts it.
func match_accept(match_id: int) -> GodwitResult:
	return await _client.request(MatchAccept.new(match_id))


## Says no to a match: you, and your party, wait no more; the others wait on.
func match_decline(match_id: int) -> GodwitResult:
	return await _client.request(MatchDecline.new(match_id))


## Asks which queues there are.
func queues() -> MatchmakingQueuesListed.Result:
	return MatchmakingQueuesListed.Result.new(await _client.request(MatchmakingQueues.new()))


func _on_progressed(message: GodwitMessage) -> void:
	progressed.emit(message as MatchmakingProgressed)


func _on_cancelled(message: GodwitMessage) -> void:
	cancelled.emit(message as MatchmakingCancelled)


func _on_match_proposed(message: GodwitMessage) -> void:
	match_proposed.emit(message as MatchProposed)


func _on_match_accepted(message: GodwitMessage) -> void:
	match_accepted.emit(message as MatchAccepted)


func _on_match_dissolved(message: GodwitMessage) -> void:
	match_dissolved.emit(message as MatchDissolved)


func _on_match_started(message: GodwitMessage) -> void:
	match_started.emit(message as MatchStarted)


func _on_match_failed(message: GodwitMessage) -> void:
	match_failed.emit(message as MatchFailed)
