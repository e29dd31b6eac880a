class_name GodwitText
extends RefCounted
## Brings text over the wire whole, where the engine's own functions would change it.

# What the engine has in place of U+0000, which no String can hold.
const _REPLACEMENT := "\ufffd"
const _BYTE_ORDER_MARK := "\ufeff"


## [param value] as JSON on one line.
static func to_json(value: Variant) -> String:
	# Full precision: JSON.stringify otherwise cuts a float to 15 digits, and it does not come back as it went.
	var json := JSON.stringify(value, "", false, true)
	# The engine leaves control characters as they are, which JSON forbids. Between the texts it writes none.
	if json.strip_escapes().length() != json.length():
		for code in range(1, 32):
			json = json.replace(char(code), "\\u%04x" % code)
	# It also writes an escape that JSON does not have; a backslash of the text itself is doubled.
	if json.contains("\\v"):
		json = json.replace("\\\\", "\u0001").replace("\\v", "\\u000b").replace("\u0001", "\\\\")
	return json


## The text whose UTF-8 is [param bytes].
static func from_utf8(bytes: PackedByteArray) -> String:
	var end := bytes.find(0)
	if end < 0 and (bytes.is_empty() or bytes[0] != 0xef):
		return bytes.get_string_from_utf8()
	# The engine would end the text here.
	var parts: PackedStringArray = []
	var start := 0
	while end >= 0:
		parts.append(_decode(bytes.slice(start, end)))
		start = end + 1
		end = bytes.find(0, start)
	parts.append(_decode(bytes.slice(start)))
	return _REPLACEMENT.join(parts)


# The engine takes a byte order mark away, though it is part of the text.
static func _decode(bytes: PackedByteArray) -> String:
	var text := bytes.get_string_from_utf8()
	var has_mark := bytes.size() >= 3 and bytes[0] == 0xef and bytes[1] == 0xbb and bytes[2] == 0xbf
	return _BYTE_ORDER_MARK + text if has_mark else text
