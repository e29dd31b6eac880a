extends GodwitMessage
class_name GodwitPartyEnded
## You are no longer in a party, and did not ask to leave.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 279

const _REASON_VALUES := ["left", "kicked", "lost", "moved", "disbanded"]

## Why.
var reason: String = "left"


func _init(p_reason: String = "left").(TYPE) -> void:
	reason = p_reason


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not reason in _REASON_VALUES:
		return "reason must be one of left, kicked, lost, moved, disbanded."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["reason"] = reason
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	reason = GodwitFields.to_text(values.get("reason"), "left")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_index(_REASON_VALUES.find(reason), 5)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	if not reader.has(1):
		return
	reason = _REASON_VALUES[reader.get_index(5)]
