# Without: _monitors.
## Tunable settings; changes apply from the next connect_to_server(). Starts with the project's settings.
var settings: GodwitSettings = GodwitSettings.from_project()


func _init() -> void:
	pause_mode = Node.PAUSE_MODE_PROCESS
	add_to_group(GodwitStateReceiver.GROUP)
	outbox.connect("dropped", self, "_on_dropped")
	set_contract(contract)


func _notification(what: int) -> void:
	if what == NOTIFICATION_APP_RESUMED and _connection != null:
		_connection.wake()
	elif what == NOTIFICATION_PREDELETE:
		if _connection != null:
			_connection.abandon()
		_requests.fail_all("link.closed")


## Sends a message and waits for its reply, an error, the end of the link or the timeout:
## var result: GodwitResult = yield(Godwit.request(message), "completed"). timeout_ms defaults to the one in the settings.
func request(message: GodwitMessage, timeout_ms: int = 0):
	var pending := start_request(message, timeout_ms)
	if pending.is_settled():
		# A caller that yields on this must find it still running.
		yield(Engine.get_main_loop(), "idle_frame")
	else:
		yield(pending, "completed")
	return pending.result


## What request() returns if nothing has to be sent: this result, awaitable like any other.
func answer_with(result: GodwitResult):
	yield(Engine.get_main_loop(), "idle_frame")
	return result


## Calls method of target with every message of the type that is not the reply to a request.
func on(type: int, target: Object, method: String) -> void:
	if not GodwitMainThread.is_elsewhere("on"):
		_listeners.add(type, target, method)


## Undoes on().
func off(type: int, target: Object, method: String) -> void:
	if not GodwitMainThread.is_elsewhere("off"):
		_listeners.remove(type, target, method)
