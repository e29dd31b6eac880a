extends GodwitMessage
class_name GodwitPresenceAppear
## Sets how you appear to others. Lasts until your last session ends; the default is online.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 280

const _STATUS_VALUES := ["online", "away", "busy", "invisible"]

## Your status.
var status: String = "online"


func _init(p_status: String = "online").(TYPE) -> void:
	status = p_status


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not status in _STATUS_VALUES:
		return "status must be one of online, away, busy, invisible."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["status"] = status
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	status = GodwitFields.to_text(values.get("status"), "online")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_index(_STATUS_VALUES.find(status), 4)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	if not reader.has(1):
		return
	status = _STATUS_VALUES[reader.get_index(4)]
