class_name GodwitRequestTable
extends RefCounted
## The open requests, whether already sent or not.

const _PATIENT_FRAMES := 2
# The codes with which several nodes refuse what they will soon be able to do.
const _PASSING: Array[StringName] = [&"cluster.try_again", &"cluster.recovering", &"cluster.unavailable"]

var _unsent: Array[GodwitRequest] = []
var _sent: Dictionary = {} # ref -> GodwitRequest
var _resting: Array[GodwitRequest] = [] # that are sent again
var _client: Node # while it has a connection; null otherwise
var _unpolled_frames: int = 0


## Makes requests time out even while nobody polls [param client], because it is out of the tree or not processing; null
## if there is nothing to wait for.
func watch(client: Node) -> void:
	_client = client
	_unpolled_frames = 0
	var tree := Engine.get_main_loop() as SceneTree
	if tree != null and not tree.process_frame.is_connected(_on_frame):
		tree.process_frame.connect(_on_frame)


## Watches the deadline of a request queued for the link.
func add_unsent(request: GodwitRequest) -> void:
	_unsent.append(request)


## Sends [param request] over [param connection] and waits for its reply. Returns an error code, empty if nothing is wrong.
func send(request: GodwitRequest, connection: GodwitConnection) -> StringName:
	var ref := connection.next_ref()
	var code := connection.send(request.message, ref)
	if code.is_empty():
		mark_sent(ref, request)
	return code


## From now on the reply to [param ref] ends [param request].
func mark_sent(ref: int, request: GodwitRequest) -> void:
	_unsent.erase(request)
	_sent[ref] = request


## The request waiting for the reply to [param ref]; null if none is.
func find(ref: int) -> GodwitRequest:
	return _sent.get(ref)


## Ends the request of [param ref]; a reply nobody waits for any more is ignored.
func answer(ref: int, result: GodwitResult) -> void:
	if not _sent.has(ref):
		return
	var request: GodwitRequest = _sent[ref]
	_sent.erase(ref)
	request.settle(result)


## Whether the request of [param ref] is sent again in a while, as [param result] refuses it only for now.
func rests(ref: int, result: GodwitResult) -> bool:
	var request: GodwitRequest = _sent.get(ref)
	if request == null or request.is_settled() or not result.code in _PASSING:
		return false
	_sent.erase(ref)
	request.rest(result)
	_resting.append(request)
	return true


## Takes out the requests that are to be sent again by now.
func take_rested(now_ms: int) -> Array[GodwitRequest]:
	var taken: Array[GodwitRequest] = []
	for request in _resting:
		if now_ms >= request.again_at_ms:
			taken.append(request)
	for request in taken:
		request.refusal = null
		_resting.erase(request)
	return taken


## Ends every request that has timed out; one that was refused for the time being with that refusal.
func expire(now_ms: int) -> void:
	_unpolled_frames = 0
	if _unsent.is_empty() and _sent.is_empty() and _resting.is_empty():
		return
	var late: Array[GodwitRequest] = []
	for request: GodwitRequest in _unsent + _resting:
		if now_ms >= request.deadline_ms or request.is_settled():
			late.append(request)
	for request in late:
		_unsent.erase(request)
		_resting.erase(request)
	for ref: int in _sent.keys():
		var request: GodwitRequest = _sent[ref]
		if now_ms >= request.deadline_ms or request.is_settled():
			late.append(request)
			_sent.erase(ref)

	# Settled last, because the caller may start new requests immediately.
	for request in late:
		request.settle(request.refusal if request.refusal != null else GodwitResult.failed(&"request.timeout"))


## Ends every request that was sent: its reply can't arrive any more.
func fail_sent(code: StringName) -> void:
	var failed := _sent.values()
	_sent.clear()
	for request: GodwitRequest in failed:
		request.settle(GodwitResult.failed(code))


## Ends what the loss of the link ends: every request that was sent, or, if the session [param is_resumable], those about the
## connection itself, which it does not repeat.
func lose_link(code: StringName, is_resumable: bool) -> void:
	if not is_resumable:
		fail_sent(code)
		return
	for ref: int in _sent.keys():
		# A listener may have ended it meanwhile.
		var request: GodwitRequest = _sent.get(ref)
		if request != null and request.message.type < GodwitResume.FIRST_COUNTED_TYPE:
			answer(ref, GodwitResult.failed(code))


## Takes out every request; the caller ends them.
func take_all() -> Array[GodwitRequest]:
	var taken := _unsent
	taken.append_array(_sent.values())
	taken.append_array(_resting)
	_unsent = []
	_resting = []
	_sent.clear()
	return taken


## Ends every request.
func fail_all(code: StringName) -> void:
	for request in take_all():
		request.settle(GodwitResult.failed(code))


func _on_frame() -> void:
	if _client == null:
		return
	_unpolled_frames += 1
	# The frame now starting may still poll.
	if _unpolled_frames < _PATIENT_FRAMES:
		return
	if _unpolled_frames == _PATIENT_FRAMES and not _client.is_inside_tree():
		push_warning("Godwit: a client that is not in the scene tree does nothing. Add it with add_child.")
	var frames := _unpolled_frames
	expire(Time.get_ticks_msec())
	_unpolled_frames = frames
