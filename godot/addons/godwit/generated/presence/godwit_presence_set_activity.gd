class_name GodwitPresenceSetActivity
extends GodwitMessage
## Sets your activity. Text and details together may have 512 bytes. Lasts until your last session ends.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 281

## A sentence to show, up to 100 characters without control characters; may be empty.
var text: String = ""
## For the game to read, such as "mode": "ctf": up to 8 texts of up to 100 characters, by keys of 1 to 32 letters,
## digits, "_", "-", "." and ":". ([String] to [String]; 0 to 8 entries)
var details: Dictionary = {}


func _init(p_text: String = "", p_details: Dictionary = {}) -> void:
	super(TYPE)
	text = p_text
	details = p_details


## How a request that is answered by [GodwitPresenceSetActivity] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPresenceSetActivity


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPresenceSetActivity


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if details.size() > 8:
		return "details must have at most 8 entries."
	for _key: String in details:
		if _key.length() > 32:
			return "details must have keys of at most 32 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["text"] = text
	values["details"] = details
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	text = GodwitFields.to_text(values.get("text"), "")
	var details_entries: Dictionary = {}
	var details_source: Dictionary = GodwitFields.object_of(values, "details")
	for _key: String in details_source:
		details_entries[_key] = GodwitFields.to_text(details_source[_key], "")
	details = details_entries


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(text)
	writer.put_varuint(details.size())
	for _key: String in details:
		writer.put_text(_key)
		var _item: String = details[_key]
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	text = reader.get_text()
	var details_entries: Dictionary = {}
	for _index in range(reader.get_count(2)):
		var _key: String = reader.get_text()
		if not reader.is_new_key(details_entries, _key):
			return
		details_entries[_key] = reader.get_text()
	details = details_entries
