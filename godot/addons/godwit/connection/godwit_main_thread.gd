class_name GodwitMainThread
extends RefCounted
## The engine's sockets, and the order of messages, know one thread only: the addon is to be used on the main thread.


## True on any other thread, which is told to the developer: [param method] was called there.
static func is_elsewhere(method: String) -> bool:
	if is_here():
		return false
	push_error("Godwit: %s was called on a thread. Use call_deferred, which brings it to the main thread." % method)
	return true


## True on the main thread.
static func is_here() -> bool:
	return OS.get_thread_caller_id() == OS.get_main_thread_id()
