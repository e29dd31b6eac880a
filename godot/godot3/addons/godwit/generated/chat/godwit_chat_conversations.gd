extends GodwitMessage
class_name GodwitChatConversations
## Requests your conversations with other players, latest first: shows who wrote while you were away.
##
## The server answers with [GodwitChatConversationsListed].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 229

## The previous page's cursor; absent: start with the latest. (1 to 160 characters; optional)
var cursor: String = "" setget set_cursor
## True when [member cursor] is set; setting it makes it so.
var has_cursor: bool = false
## Maximum number to send; absent: 20. (1 to 50; optional)
var limit: int = 0 setget set_limit
## True when [member limit] is set; setting it makes it so.
var has_limit: bool = false


func _init().(TYPE) -> void:
	pass


## Sets [member cursor].
func set_cursor(new_value: String) -> void:
	cursor = new_value
	has_cursor = true


## Sets [member limit].
func set_limit(new_value: int) -> void:
	limit = new_value
	has_limit = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_cursor:
		if cursor.length() < 1:
			return "cursor must have at least 1 characters."
		if cursor.length() > 160:
			return "cursor must have at most 160 characters."
	if has_limit:
		if limit < 1:
			return "limit must not be less than 1."
		if limit > 50:
			return "limit must not be greater than 50."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_cursor:
		values["cursor"] = cursor
	if has_limit:
		values["limit"] = limit
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("cursor") != null:
		cursor = GodwitFields.to_text(values.get("cursor"), "")
		has_cursor = true
	if values.get("limit") != null:
		limit = GodwitFields.to_int(values.get("limit"), 0)
		has_limit = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_cursor:
		head |= 1
	if has_limit:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	if has_cursor:
		writer.put_text(cursor)
	if has_limit:
		stream.put_u8(limit)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	if (head & 1) != 0:
		cursor = reader.get_text()
		has_cursor = true
	if (head & 2) != 0:
		if not reader.has(1):
			return
		limit = stream.get_u8()
		has_limit = true
