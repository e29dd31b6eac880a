extends GodwitMessage
class_name GodwitChatMembers
## Requests a channel's members.
##
## The server answers with [GodwitChatMembersListed].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 208

## A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>".
var channel: String = ""
## Only later arrivals, from the previous page; absent: from the first. (0 to 9007199254740991; optional)
var after: int = 0 setget set_after
## True when [member after] is set; setting it makes it so.
var has_after: bool = false
## Maximum number of members to send; absent: 100. (1 to 100; optional)
var limit: int = 0 setget set_limit
## True when [member limit] is set; setting it makes it so.
var has_limit: bool = false


func _init(p_channel: String = "").(TYPE) -> void:
	channel = p_channel


## Sets [member after].
func set_after(new_value: int) -> void:
	after = new_value
	has_after = true


## Sets [member limit].
func set_limit(new_value: int) -> void:
	limit = new_value
	has_limit = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_after:
		if after < 0:
			return "after must not be less than 0."
		if after > 9007199254740991:
			return "after must not be greater than 9007199254740991."
	if has_limit:
		if limit < 1:
			return "limit must not be less than 1."
		if limit > 100:
			return "limit must not be greater than 100."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	if has_after:
		values["after"] = after
	if has_limit:
		values["limit"] = limit
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	if values.get("after") != null:
		after = GodwitFields.to_int(values.get("after"), 0)
		has_after = true
	if values.get("limit") != null:
		limit = GodwitFields.to_int(values.get("limit"), 0)
		has_limit = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_after:
		head |= 1
	if has_limit:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(channel)
	if has_after:
		writer.put_varuint(after)
	if has_limit:
		stream.put_u8(limit)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	channel = reader.get_text()
	if (head & 1) != 0:
		after = reader.get_varuint()
		has_after = true
	if (head & 2) != 0:
		if not reader.has(1):
			return
		limit = stream.get_u8()
		has_limit = true
