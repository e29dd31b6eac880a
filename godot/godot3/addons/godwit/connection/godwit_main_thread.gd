class_name GodwitMainThread
extends Reference
## The engine's sockets, and the order of messages, know one thread only: the addon is to be used on the main thread.


## True on any other thread, which is told to the developer: method was called there.
static func is_elsewhere(method: String) -> bool:
	if is_here():
		return false
	push_error("Godwit: %s was called on a thread. Use call_deferred, which brings it to the main thread." % method)
	return true


## True on the main thread. Godot 3.2 can't tell, and believes that everything is.
static func is_here() -> bool:
	if not OS.has_method("get_thread_caller_id"):
		return true
	return OS.call("get_thread_caller_id") == OS.call("get_main_thread_id")
