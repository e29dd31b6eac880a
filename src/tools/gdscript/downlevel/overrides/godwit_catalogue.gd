## The names of the room states, in order of their wire numbers.
func get_state_names() -> Array:
	return []
