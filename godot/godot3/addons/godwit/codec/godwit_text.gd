class_name GodwitText
extends Reference
## Keeps text intact over the wire, where the engine's own functions would change it.

# The engine's replacement for U+0000, which no String can hold.
const _REPLACEMENT := "\ufffd"
const _BYTE_ORDER_MARK := "\ufeff"
# Invisible characters, besides those in a few ranges.
const _BLANKS: Array = [0x20, 0xa0, 0xad, 0x61c, 0x115f, 0x1160, 0x1680, 0x180e, 0x202f, 0x2800, 0x3000, 0x3164, 0xfeff, 0xffa0]


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


## What is wrong with a name that others see, as the end of a sentence; empty if nothing. The server also normalizes names:
## composed, without invisible characters, with single spaces.
static func name_problem(text: String) -> String:
	var is_visible := false
	for index in text.length():
		var code: int = text.ord_at(index)
		if code < 0x20 or _is_in(code, 0x7f, 0x9f) or _is_in(code, 0x2028, 0x202e) or _is_in(code, 0x2066, 0x2069):
			return "must be one line without control characters"
		is_visible = is_visible or not _is_blank(code)
	return "" if is_visible else "must have a visible character"


static func _is_blank(code: int) -> bool:
	return (
		code in _BLANKS or _is_in(code, 0x2000, 0x200f) or _is_in(code, 0x205f, 0x206f) or _is_in(code, 0xfe00, 0xfe0f)
		or _is_in(code, 0x300, 0x36f) or _is_in(code, 0xe0000, 0xe0fff)
	)


static func _is_in(code: int, first: int, last: int) -> bool:
	return code >= first and code <= last


# The engine strips a byte order mark, although it is part of the text.
static func _decode(bytes: PoolByteArray) -> String:
	var text := bytes.get_string_from_utf8()
	var has_mark := bytes.size() >= 3 and bytes[0] == 0xef and bytes[1] == 0xbb and bytes[2] == 0xbf
	return char(0xfeff) + text if has_mark else text
