class_name GodwitStorageList
extends GodwitMessage
## Lists a collection: all of your own documents, or another player's public ones.
##
## The server answers with [GodwitStorageListed].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 144

## 1 to 32 letters, digits, "_", "-", "." and ":".
var collection: String = ""
## The owner's player id; absent: your own. (optional)
var player_id: String = "":
	set(new_value):
		player_id = new_value
		has_player_id = true
## True when [member player_id] is set; setting it makes it so.
var has_player_id: bool = false
## The previous page's cursor; absent: from the beginning. (optional)
var cursor: String = "":
	set(new_value):
		cursor = new_value
		has_cursor = true
## True when [member cursor] is set; setting it makes it so.
var has_cursor: bool = false
## Maximum number of documents to send; absent: 32. (1 to 32; optional)
var limit: int = 0:
	set(new_value):
		limit = new_value
		has_limit = true
## True when [member limit] is set; setting it makes it so.
var has_limit: bool = false


func _init(p_collection: String = "") -> void:
	super(TYPE)
	collection = p_collection


## How a request that is answered by [GodwitStorageList] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitStorageList


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitStorageList


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_limit:
		if limit < 1:
			return "limit must not be less than 1."
		if limit > 32:
			return "limit must not be greater than 32."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["collection"] = collection
	if has_player_id:
		values["playerId"] = player_id
	if has_cursor:
		values["cursor"] = cursor
	if has_limit:
		values["limit"] = limit
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	collection = GodwitFields.to_text(values.get("collection"), "")
	if values.get("playerId") != null:
		player_id = GodwitFields.to_text(values.get("playerId"), "")
	if values.get("cursor") != null:
		cursor = GodwitFields.to_text(values.get("cursor"), "")
	if values.get("limit") != null:
		limit = GodwitFields.to_int(values.get("limit"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_player_id:
		head |= 1
	if has_cursor:
		head |= 2
	if has_limit:
		head |= 4
	writer.put_bits(head, 3)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(collection)
	if has_player_id:
		writer.put_text(player_id)
	if has_cursor:
		writer.put_text(cursor)
	if has_limit:
		stream.put_u8(limit)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	var stream: StreamPeerBuffer = reader.stream
	collection = reader.get_text()
	if (head & 1) != 0:
		player_id = reader.get_text()
	if (head & 2) != 0:
		cursor = reader.get_text()
	if (head & 4) != 0:
		if not reader.has(1):
			return
		limit = stream.get_u8()
