class_name GodwitStruct
extends Reference
## Something with typed fields that goes over the wire: a message or a part of one. Generated classes extend it.


## What is wrong with the values by the server's rules, as a sentence; empty when nothing is.
func check() -> String:
	return ""


## The values as JSON has them.
func to_fields() -> Dictionary:
	return {}


## Takes the values of a JSON object.
func read_fields(_values: Dictionary) -> void:
	pass


## Writes the values in the binary form.
func write(_writer: GodwitWriter) -> void:
	pass


## Reads the values from the binary form; GodwitReader.failed tells whether it worked.
func read(_reader: GodwitReader) -> void:
	pass
