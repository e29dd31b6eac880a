# Godot 3 compares dictionaries by identity.
func is_equal(one, other) -> bool:
	if typeof(one) != TYPE_DICTIONARY or typeof(other) != TYPE_DICTIONARY or one.size() != other.size():
		return false
	for key in one:
		if not other.has(key) or not _item.is_equal(one[key], other[key]):
			return false
	return true
