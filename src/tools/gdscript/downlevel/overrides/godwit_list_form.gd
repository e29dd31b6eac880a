func _typed(items: Array) -> Array:
	return items
