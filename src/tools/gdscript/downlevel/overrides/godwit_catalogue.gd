## The names of the states of rooms, in the order of their numbers on the wire.
func get_state_names() -> Array:
	return []
