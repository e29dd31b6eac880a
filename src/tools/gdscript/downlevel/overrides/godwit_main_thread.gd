## True on the main thread. Godot 3.2 can't tell, and assumes that every thread is.
static func is_here() -> bool:
	if not OS.has_method("get_thread_caller_id"):
		return true
	return OS.call("get_thread_caller_id") == OS.call("get_main_thread_id")
