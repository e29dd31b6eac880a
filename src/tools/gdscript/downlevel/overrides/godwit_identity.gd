# warning-ignore:unused_signal
signal _ended(result)


func _init(client: Node) -> void:
	name = "Identity"
	_client = client
	_client.add_child(self)
	_client.connect("connected", self, "_on_connected")
	_client.connect("disconnected", self, "_on_disconnected")


func _end(result: GodwitResult) -> void:
	_give_up_at_ms = _NEVER
	# Deferred, because a listener may make it end again.
	call_deferred("emit_signal", "_ended", result)


static func _profile_of_command_line() -> String:
	for argument in OS.get_cmdline_args():
		if argument.begins_with(_PROFILE_ARGUMENT):
			return argument.trim_prefix(_PROFILE_ARGUMENT)
	return ""
