class_name GodwitRequestTable
extends Reference
## The requests that still wait for an end, whether already sent or not.

var _unsent: Array = []
var _sent: Dictionary = {} # ref -> GodwitRequest


## Watches the deadline of a request that waits for the link.
func add_unsent(request: GodwitRequest) -> void:
	_unsent.append(request)


## From now on the answer to ref ends the request.
func mark_sent(ref: int, request: GodwitRequest) -> void:
	_unsent.erase(request)
	_sent[ref] = request


## The request that waits for the answer to ref; null when none does.
func find(ref: int) -> GodwitRequest:
	return _sent.get(ref)


## Ends the request of ref; an answer nobody waits for any more is ignored.
func answer(ref: int, result: GodwitResult) -> void:
	if not _sent.has(ref):
		return
	var request: GodwitRequest = _sent[ref]
	_sent.erase(ref)
	request.settle(result)


## Ends every request whose time is up.
func expire(now_ms: int) -> void:
	if _unsent.empty() and _sent.empty():
		return
	var late := []
	for request in _unsent:
		if now_ms >= request.deadline_ms or request.is_settled():
			late.append(request)
	for request in late:
		_unsent.erase(request)
	for ref in _sent.keys():
		var request: GodwitRequest = _sent[ref]
		if now_ms >= request.deadline_ms or request.is_settled():
			late.append(request)
			_sent.erase(ref)

	# Settled last: whoever waits may start new requests at once.
	for request in late:
		request.settle(GodwitResult.failed("request.timeout"))


## Ends every request that was sent: its answer can't come any more.
func fail_sent(code: String) -> void:
	var failed := _sent.values()
	_sent = {}
	for request in failed:
		request.settle(GodwitResult.failed(code))


## Ends the requests about the connection itself, which a resumed session does not repeat.
func fail_uncounted(code: String) -> void:
	for ref in _sent.keys():
		# A listener may have ended it meanwhile.
		var request: GodwitRequest = _sent.get(ref)
		if request != null and request.message.type < GodwitResume.FIRST_COUNTED_TYPE:
			answer(ref, GodwitResult.failed(code))


## Ends every request.
func fail_all(code: String) -> void:
	var failed := _unsent
	_unsent = []
	fail_sent(code)
	for request in failed:
		request.settle(GodwitResult.failed(code))
