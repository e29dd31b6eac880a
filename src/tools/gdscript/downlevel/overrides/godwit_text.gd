## The value as JSON on one line.
static func to_json(value) -> String:
	var json := JSON.print(value)
	# The engine leaves control characters unescaped, which JSON forbids. It writes none between the strings.
	if json.strip_escapes().length() != json.length():
		json = json.replace(_nul(), "\\u0000")
		for code in range(1, 32):
			json = json.replace(char(code), "\\u%04x" % code)
	# It also writes an escape that JSON does not have; backslashes in the text itself are doubled.
	if json.find("\\v") >= 0:
		json = json.replace("\\\\", char(1)).replace("\\v", "\\u000b").replace(char(1), "\\\\")
	return json


## The text whose UTF-8 is bytes.
static func from_utf8(bytes: PoolByteArray) -> String:
	var text := _decode(bytes)
	if text.length() == bytes.size() or text.to_utf8().size() == bytes.size():
		return text
	# The engine ends strings at U+0000.
	text = ""
	var nul := _nul()
	var start := 0
	for index in range(bytes.size()):
		if bytes[index] == 0:
			if index > start:
				text += _decode(bytes.subarray(start, index - 1))
			text += nul
			start = index + 1
	if start < bytes.size():
		text += _decode(bytes.subarray(start, bytes.size() - 1))
	return text


# GDScript has no literal for it.
static func _nul() -> String:
	return JSON.parse("\"\\u0000\"").result


# The engine strips a byte order mark, although it is part of the text.
static func _decode(bytes: PoolByteArray) -> String:
	var text := bytes.get_string_from_utf8()
	var has_mark := bytes.size() >= 3 and bytes[0] == 0xef and bytes[1] == 0xbb and bytes[2] == 0xbf
	return char(0xfeff) + text if has_mark else text
