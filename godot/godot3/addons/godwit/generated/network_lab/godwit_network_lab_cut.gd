extends GodwitMessage
class_name GodwitNetworkLabCut
## Breaks the connection off; there is no answer. Refused like NetworkLabLine.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 16


func _init().(TYPE) -> void:
	pass


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	return values


## Takes the values of a JSON message.
func read_fields(_values: Dictionary) -> void:
	pass


## Writes the values in the binary form.
func write(_writer: GodwitWriter) -> void:
	pass


## Reads the values from the binary form; the reader knows whether it failed.
func read(_reader: GodwitReader) -> void:
	pass
