class_name GodwitMainThread
extends Reference
## The engine's sockets, and message order, only work on one thread: use the addon on the main thread.


## True on any other thread, which is reported to the developer: method was called there.
static func is_elsewhere(method: String) -> bool:
	if is_here():
		return false
	push_error("Godwit: %s was called on a thread. Use call_deferred, which brings it to the main thread." % method)
	return true


## True on the main thread. Godot 3.2 can't tell, and assumes that every thread is.
static func is_here() -> bool:
	if not OS.has_method("get_thread_caller_id"):
		return true
	return OS.call("get_thread_caller_id") == OS.call("get_main_thread_id")
