extends GodwitMessage
class_name GodwitChatSlowModeSet
## Slow mode in one of your channels has changed.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 224

## The field channel.
var channel: String = ""
## Time between two lines of one member; 0: no limit.
var seconds: int = 0


func _init(p_channel: String = "", p_seconds: int = 0).(TYPE) -> void:
	channel = p_channel
	seconds = p_seconds


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if seconds < -9007199254740991:
		return "seconds must not be less than -9007199254740991."
	if seconds > 9007199254740991:
		return "seconds must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["seconds"] = seconds
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	seconds = GodwitFields.to_int(values.get("seconds"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	writer.put_varint(seconds)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	seconds = reader.get_varint()
