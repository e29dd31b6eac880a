func get_subprotocol() -> String:
	return "godwit.binary.v1.godot3"
