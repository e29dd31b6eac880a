class_name GodwitMainThread
extends RefCounted
## The engine's sockets, and message order, only work on one thread: use the addon on the main thread.


## True on any other thread, which is reported to the developer: [param method] was called there.
static func is_elsewhere(method: String) -> bool:
	if is_here():
		return false
	push_error("Godwit: %s was called on a thread. Use call_deferred, which brings it to the main thread." % method)
	return true


## True on the main thread.
static func is_here() -> bool:
	return OS.get_thread_caller_id() == OS.get_main_thread_id()
