## A JSON object; all its numbers are floats.
func get_json() -> Dictionary:
	var parsed := JSON.parse(get_text())
	if parsed.error == OK and parsed.result is Dictionary:
		return parsed.result
	failed = true
	return {}
