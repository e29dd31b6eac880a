extends GodwitMessage
class_name GodwitRelayOpen
## Makes you, a member of a room that relays, one of its peers; may be sent right after the join request. A host
## that sends nothing, not even a Ping, for as long as the room waits for its host counts as gone.
##
## The server answers with [GodwitRelayOpened].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 359


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
