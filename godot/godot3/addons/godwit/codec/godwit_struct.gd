class_name GodwitStruct
extends Reference
## Something with typed fields that is sent over the wire: a message or part of one. Generated classes extend it.


## What is wrong with the values by the server's rules, as a sentence; empty if nothing.
func check() -> String:
	return ""


## The values for JSON.
func to_fields() -> Dictionary:
	return {}


## Sets the values from a JSON object.
func read_fields(_values: Dictionary) -> void:
	pass


## Writes the values in the binary encoding.
func write(_writer: GodwitWriter) -> void:
	pass


## Reads the values from the binary encoding; GodwitReader.failed tells whether it worked.
func read(_reader: GodwitReader) -> void:
	pass
