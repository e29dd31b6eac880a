## All of them, in no particular order; the list is a copy.
func all() -> Array:
	return _mirror.by_id.values()
